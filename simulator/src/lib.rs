//! WeChat on a laptop: a pure platform and a server with phones in a page
