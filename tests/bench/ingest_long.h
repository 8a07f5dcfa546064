// ./lamplight bench ingest-long: fifty million readings of seven weeks, through broker, monitor and database,
// a million at a time; after each its pace beside the first million's, the monitor's CPU and memory, and the
// last day of one resident read back as the API reads it.
//
// A run of its own, for an hour and more, and it may be cut off: the database stays in LAMPLIGHT_LONG_FOLDER
// (/tmp/lamplight-ingest-long), and the next call goes on where the last million ended. LAMPLIGHT_LONG_ROWS
// (50000000) is where it ends. Remove the folder afterwards.
#pragma once

namespace lamplight::bench {

// The exit status.
[[nodiscard]] int ingest_long();

}  // namespace lamplight::bench
