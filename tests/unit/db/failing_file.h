// A file system below SQLite that fails at the n-th thing it is asked to change, as a dying disk does.
//
// Stands before the ordinary one from its first use to the end of the program; without a failure ordered it
// passes everything on. One thread.
#pragma once

namespace lamplight::tests {

// From the n-th write, sync, truncation or deletion on (1: the next) `failures` of them fail.
void fail_file_at(int nth, int failures);
// How many there have been since that was last called.
[[nodiscard]] int file_calls();

}  // namespace lamplight::tests
