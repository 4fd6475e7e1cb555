storyjs_jsonp_data = {
  "timeline": {
    "headline": "The quay",
    "type": "default",
    "text": "A timeline",
    "era": [{ "startDate": "1900", "endDate": "1950", "headline": "Steam" }],
    "date": [
      {
        "startDate": "2012,1,26",
        "endDate": "2012,1,27",
        "headline": "Two days of talks",
        "text": "<p>Behind closed doors</p>",
        "tag": "Talks",
        "classname": "wide",
        "asset": { "media": "http://example.org/v/1", "credit": "", "caption": "The door" }
      },
      { "startDate": "Jan 26, 2013", "headline": "A year later" },
      { "startDate": "2/3/2013", "headline": "Two readings" },
      { "startDate": "2012,1,26,10,30", "endDate": "", "headline": "" }
    ]
  }
};
