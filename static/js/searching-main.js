// The bundle for the search page: what looks things up there no other page needs.

import { start } from "./search.js";

start(document);
