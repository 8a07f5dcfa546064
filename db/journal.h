// The local journal: what was accepted while the database was away, on this machine's own disk.
//
// SQLite in WAL mode with synchronous=FULL, so what `append` has said yes to survives the process and
// the power. An entry goes once the database has it (server/reconciler). One process a file: a second
// one is refused. Any thread; one mutex. No call throws but the constructor.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "dispatch/lifecycle.h"
#include "model/signal.h"

namespace lamplight::db {

// What a person decided about an incident while the database was away.
struct AwayCommand {
  IncidentId incident;
  Command command;
};

struct JournalEntry {
  using What = std::variant<Signal, AwayCommand, ByHand>;
  std::int64_t number = 0;  // rises in the order in which things happened
  Instant at{};             // when it was decided upon
  What what;
};

class Journal {
 public:
  // Opens the file or makes it (mode 0600). A damaged one is put aside as FILE.damaged-N and a new one
  // begun: an alarm of now must not wait for a file of yesterday; `damaged` then names it. Throws
  // std::runtime_error with a sentence when there can be none, or another process has it.
  Journal(const std::string& file, std::size_t entries_max);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // Durable on return, all of them or none. False: the disk is full or failing, or the journal is full;
  // nothing may be acknowledged then (I13).
  [[nodiscard]] bool append(std::span<const JournalEntry::What> entries, Instant at);

  // The next entries after `after` in order, without those put aside; nothing when the file can't be read.
  // Rows that make no sense are put aside on the way.
  [[nodiscard]] std::optional<std::vector<JournalEntry>> next(std::int64_t after, std::size_t max);
  // The database has them; those put aside stay. False: all stay, and come again; whoever replays must
  // bear that.
  [[nodiscard]] bool remove(std::span<const std::int64_t> numbers);
  // Can't be brought into the database whatever is tried: stays in the file for a person to look at.
  void put_aside(std::int64_t number);

  struct Figures {
    std::int64_t depth = 0;  // wait for the database
    std::int64_t aside = 0;
    std::int64_t entries_max = 0;
    std::int64_t appended = 0;  // since the start
    std::int64_t failures = 0;  // appends that were refused
    std::optional<Instant> oldest_at;
  };
  [[nodiscard]] Figures figures() const;
  [[nodiscard]] bool empty() const { return depth_.load() == 0; }
  [[nodiscard]] const std::string& damaged() const { return damaged_; }

 private:
  struct File;

  [[nodiscard]] bool settle();
  void count();

  const std::int64_t entries_max_;
  std::string damaged_;  // the name under which a damaged file was put aside
  mutable std::mutex mutex_;
  std::unique_ptr<File> file_;        // guarded by mutex_
  bool in_doubt_ = false;             // guarded by mutex_; a COMMIT failed, the log must be settled first
  std::optional<Instant> oldest_at_;  // guarded by mutex_
  std::int64_t appended_ = 0;         // guarded by mutex_
  std::int64_t failures_ = 0;         // guarded by mutex_
  std::int64_t aside_ = 0;            // guarded by mutex_
  std::atomic<std::int64_t> depth_{0};
};

}  // namespace lamplight::db
