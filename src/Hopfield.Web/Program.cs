// The page's worker loads this program for what it exports, and never runs it: there is nothing to begin with before a cell.
return;
