//! What a key can ask for. The line above each action is its help text, on the screen
//! and in the documentation.

macro_rules! actions {
    ($($(#[doc = $words:literal])+ $name:ident,)+) => {
        /// What a key can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $words])+ $name,)+
        }

        impl Action {
            /// The help text: a few words without a full stop.
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
    /// to the first
    First,
    /// to the last
    Last,
    /// into the source; from there to the events citing it
    Enter,
    /// back, selection and scroll kept
    Back,
    /// other pane
    NextPane,
    /// zoom the pane
    Zoom,
    /// next event
    NextEvent,
    /// previous event
    PreviousEvent,
    /// next heading
    NextHeading,
    /// this heading, then the one before
    PreviousHeading,
    /// finer headings: by month, by day
    Finer,
    /// coarser headings: by year, by decade
    Coarser,
    /// go to a date, or to an event by its id
    GoTo,
    /// next citation of this event
    NextCitation,
    /// previous citation of this event
    PreviousCitation,
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
    /// undo the last change of the filter
    UndoFilter,
    /// actors
    Actors,
    /// filter by an actor of this event
    FilterByActor,
    /// lanes: who appears when, with whom
    Lanes,
    /// sources, each to be read as a whole
    Sources,
    /// problems, each with the way to it
    Problems,
    /// earlier
    PanEarlier,
    /// later
    PanLater,
    /// closer: fewer days on the screen
    ZoomIn,
    /// farther: more days on the screen
    ZoomOut,
    /// all of the time
    FitAll,
    /// to this event in the timeline
    ToTimeline,
    /// to where it is
    ToPlace,
    /// open the file there in the editor
    EditPlace,
    /// copy the quote, the citation, the id, the URL or the place in the file
    Copy,
    /// open the event in the editor
    EditEvent,
    /// open the source in the editor
    EditSource,
    /// open the source's URL at the quote
    OpenUrl,
    /// read the files again
    Reload,
    /// keys
    Help,
    /// suspend
    Suspend,
    /// quit
    Quit,
    /// apply
    Accept,
    /// leave without a change
    Cancel,
    /// only events with this actor, or no longer
    With,
    /// no event with this actor, or no longer
    Without,
    /// complete the word
    Complete,
    /// delete the character before the cursor
    DeleteBack,
    /// delete the character under the cursor
    Delete,
    /// delete the word before the cursor
    DeleteWord,
    /// delete everything
    DeleteLine,
    /// cursor left
    CursorLeft,
    /// cursor right
    CursorRight,
    /// cursor to the start
    CursorStart,
    /// cursor to the end
    CursorEnd,
}
