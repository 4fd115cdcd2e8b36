# The terminal's own lines.

terminal-hint = { $name }: a number presses the button that bears it, Tab completes, /as USER changes seats, Ctrl-D leaves.
terminal-now = Now { $name }, { WORD($role, kind: "role") }.
terminal-picture = Picture: { $path }
terminal-file = File: { $path }
terminal-unavailable = The database does not answer just now; nothing was changed. Repeat the line in a moment.
