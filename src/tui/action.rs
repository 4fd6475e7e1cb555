//! The actions that keys are bound to. The doc line of each action is its help text, both on the
//! screen and in the documentation.

macro_rules! actions {
    ($($(#[doc = $words:literal])+ $name:ident,)+) => {
        /// An action that keys are bound to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $words])+ $name,)+
        }

        impl Action {
            /// Returns the help text: a few words without a full stop.
            pub fn words(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($words),+).trim_ascii(),)+
                }
            }
        }
    };
}

actions! {
    /// down
    Down,
    /// up
    Up,
    /// half a screen down
    HalfDown,
    /// half a screen up
    HalfUp,
    /// a screen down
    PageDown,
    /// a screen up
    PageUp,
    /// go to the first
    First,
    /// go to the last
    Last,
    /// open the source; there, go to the events that cite it
    Enter,
    /// go back, keeping selection and scroll position
    Back,
    /// next pane
    NextPane,
    /// previous pane
    PreviousPane,
    /// zoom the pane
    Zoom,
    /// next event
    NextEvent,
    /// previous event
    PreviousEvent,
    /// next heading
    NextHeading,
    /// start of this heading, then previous heading
    PreviousHeading,
    /// finer headings: by month, by day
    Finer,
    /// coarser headings: by year, by decade
    Coarser,
    /// go to a date or an event id
    GoTo,
    /// next citation of this event
    NextCitation,
    /// previous citation of this event
    PreviousCitation,
    /// next edition of the source
    NextEdition,
    /// search in the pane
    Search,
    /// next hit
    NextHit,
    /// previous hit
    PreviousHit,
    /// edit the filter
    Filter,
    /// clear the filter
    ClearFilter,
    /// undo the last filter change
    UndoFilter,
    /// list the actors
    Actors,
    /// filter by an actor of this event
    FilterByActor,
    /// lanes: who appears when, and with whom
    Lanes,
    /// list the sources and read one in full
    Sources,
    /// list the problems and jump to one
    Problems,
    /// pan to earlier dates
    PanEarlier,
    /// pan to later dates
    PanLater,
    /// zoom in
    ZoomIn,
    /// zoom out
    ZoomOut,
    /// fit all events
    FitAll,
    /// show this event in the timeline
    ToTimeline,
    /// go to the problem
    ToPlace,
    /// open its file in the editor
    EditPlace,
    /// show errors only, errors and warnings, or all problems
    Severity,
    /// scroll the problem under the list down
    DetailsDown,
    /// scroll the problem under the list up
    DetailsUp,
    /// copy the quote, citation, id, URL or file position
    Copy,
    /// accept this draft
    AcceptDraft,
    /// open the event in the editor
    EditEvent,
    /// open the source in the editor
    EditSource,
    /// open the source's URL at the quote
    OpenUrl,
    /// reload the files
    Reload,
    /// list the keys
    Help,
    /// draw the screen anew
    Redraw,
    /// suspend
    Suspend,
    /// quit
    Quit,
    /// apply
    Accept,
    /// close without changes
    Cancel,
    /// toggle: only events with this actor
    IncludeActor,
    /// toggle: no events with this actor
    ExcludeActor,
    /// insert the next completion
    Complete,
    /// insert the previous completion
    CompleteBack,
    /// earlier filter
    Earlier,
    /// later filter
    Later,
    /// delete the character before the cursor
    DeleteBack,
    /// delete the character under the cursor
    Delete,
    /// delete the word before the cursor
    DeleteWord,
    /// clear the line
    DeleteLine,
    /// cursor left
    CursorLeft,
    /// cursor right
    CursorRight,
    /// cursor to the start of the line
    CursorStart,
    /// cursor to the end of the line
    CursorEnd,
}
