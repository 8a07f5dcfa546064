// SQLite behind a mutex. Whatever fails says so by its result and leaves the file as it was.
#include "db/journal.h"

#include <filesystem>
#include <stdexcept>

#include <sqlite3.h>

#include "db/journal_fields.h"
#include "db/statements_journal.h"

namespace lamplight::db {
namespace {

constexpr std::string_view k_alarm = "alarm";
constexpr std::string_view k_command = "command";
constexpr std::string_view k_by_hand = "by_hand";

std::string_view kind_of(const JournalEntry::What& what) {
  if (std::holds_alternative<Signal>(what)) return k_alarm;
  return std::holds_alternative<AwayCommand>(what) ? k_command : k_by_hand;
}

template <class T>
std::optional<JournalEntry::What> as_entry(std::optional<T> value) {
  if (!value) return std::nullopt;
  return JournalEntry::What{std::move(*value)};
}

std::optional<JournalEntry::What> what_in(std::string_view kind, std::string_view fields) {
  if (kind == k_alarm) return as_entry(signal_in(fields));
  if (kind == k_command) return as_entry(command_in(fields));
  if (kind == k_by_hand) return as_entry(by_hand_in(fields));
  return std::nullopt;
}

// A prepared statement, for one use.
class Prepared {
 public:
  Prepared(sqlite3* file, std::string_view text) {
    sqlite3_prepare_v2(file, text.data(), static_cast<int>(text.size()), &statement_, nullptr);
  }
  ~Prepared() { sqlite3_finalize(statement_); }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  void put(int place, std::int64_t value) { sqlite3_bind_int64(statement_, place, value); }
  // The text must live until the statement has run.
  void put(int place, std::string_view value) {
    sqlite3_bind_text(statement_, place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  }
  void put_bytes(int place, std::string_view value) {
    sqlite3_bind_blob(statement_, place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  }
  [[nodiscard]] int step() { return statement_ == nullptr ? SQLITE_ERROR : sqlite3_step(statement_); }
  [[nodiscard]] bool done() { return step() == SQLITE_DONE; }
  void again() { sqlite3_reset(statement_); }

  [[nodiscard]] std::int64_t number(int column) { return sqlite3_column_int64(statement_, column); }
  [[nodiscard]] bool null(int column) { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  [[nodiscard]] std::string_view bytes(int column) {
    const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

bool is_damaged(int code) {
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

}  // namespace

struct Journal::File {
  sqlite3* handle = nullptr;

  ~File() { sqlite3_close(handle); }

  // The code of the first fault; SQLITE_OK when the file is open and its table there.
  [[nodiscard]] int open(const std::string& name) {
    const int code = sqlite3_open_v2(name.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    if (code != SQLITE_OK) return code;
    const int made = sqlite3_exec(handle, std::string(k_journal_open).c_str(), nullptr, nullptr, nullptr);
    if (made != SQLITE_OK) return made;
    Prepared all(handle, k_journal_count);
    return all.step() == SQLITE_ROW ? SQLITE_OK : sqlite3_errcode(handle);
  }
  [[nodiscard]] bool run(std::string_view statement) {
    return sqlite3_exec(handle, std::string(statement).c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  // `body` within a transaction; false when anything failed, and then nothing is there.
  template <class Body>
  [[nodiscard]] bool transaction(const Body& body) {
    if (!run(k_journal_begin)) return false;
    if (body() && run(k_journal_commit)) return true;
    (void)run(k_journal_rollback);
    return false;
  }
};

Journal::Journal(const std::string& file, std::size_t entries_max)
    : entries_max_(static_cast<std::int64_t>(entries_max)), file_(std::make_unique<File>()) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (const fs::path folder = fs::path(file).parent_path(); !folder.empty()) fs::create_directories(folder, ignored);
  int code = file_->open(file);
  if (is_damaged(code)) {
    file_ = std::make_unique<File>();
    for (int number = 1; damaged_.empty() || fs::exists(damaged_, ignored); ++number) {
      damaged_ = file + ".damaged-" + std::to_string(number);
    }
    fs::rename(file, damaged_, ignored);
    for (const char* ending : {"-wal", "-shm"}) fs::rename(file + ending, damaged_ + ending, ignored);
    code = file_->open(file);
  }
  if (code == SQLITE_BUSY) throw std::runtime_error("The journal " + file + " is in use by another server.");
  if (code != SQLITE_OK) {
    throw std::runtime_error("The journal " + file + " can't be opened: " + sqlite3_errstr(code) + ".");
  }
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, ignored);
  count();
}

Journal::~Journal() = default;

bool Journal::append(std::span<const JournalEntry::What> entries, Instant at) {
  if (entries.empty()) return true;
  const auto more = static_cast<std::int64_t>(entries.size());
  const std::lock_guard lock(mutex_);
  const bool room = depth_.load() + aside_ + more <= entries_max_;
  const bool written = room && settle() && file_->transaction([&] {
    Prepared row(file_->handle, k_journal_append);
    for (const JournalEntry::What& what : entries) {
      const std::string fields = std::visit([](const auto& held) { return fields_of(held); }, what);
      row.put(1, ms_of(at));
      row.put(2, kind_of(what));
      row.put_bytes(3, fields);
      if (!row.done()) return false;
      row.again();
    }
    return true;
  });
  if (!written) {
    ++failures_;
    in_doubt_ = in_doubt_ || room;
    return false;
  }
  depth_ += more;
  appended_ += more;
  if (!oldest_at_) oldest_at_ = at;
  return true;
}

// After a failed write nobody knows what of the log is on the disk, and a later sync may say yes without
// it. So the log is first brought into the file, synced there and begun anew.
bool Journal::settle() {
  if (!in_doubt_) return true;
  Prepared checkpoint(file_->handle, k_journal_settle);
  const bool settled = checkpoint.step() == SQLITE_ROW && checkpoint.number(0) == 0;
  in_doubt_ = !settled;
  return settled;
}

std::optional<std::vector<JournalEntry>> Journal::next(std::int64_t after, std::size_t max) {
  std::vector<JournalEntry> entries;
  std::vector<std::int64_t> senseless;
  {
    const std::lock_guard lock(mutex_);
    Prepared rows(file_->handle, k_journal_oldest);
    rows.put(1, after);
    rows.put(2, static_cast<std::int64_t>(max));
    int code = rows.step();
    for (; code == SQLITE_ROW; code = rows.step()) {
      auto what = what_in(rows.bytes(2), rows.bytes(3));
      if (what) {
        entries.push_back({rows.number(0), instant_of_ms(rows.number(1)), std::move(*what)});
      } else {
        senseless.push_back(rows.number(0));
      }
    }
    if (code != SQLITE_DONE) return std::nullopt;
  }
  for (const std::int64_t number : senseless) put_aside(number);
  return entries;
}

bool Journal::remove(std::span<const std::int64_t> numbers) {
  const std::lock_guard lock(mutex_);
  const bool removed = settle() && file_->transaction([&] {
    Prepared row(file_->handle, k_journal_remove);
    for (const std::int64_t number : numbers) {
      row.put(1, number);
      if (!row.done()) return false;
      row.again();
    }
    return true;
  });
  in_doubt_ = in_doubt_ || !removed;
  count();
  return removed;
}

void Journal::put_aside(std::int64_t number) {
  const std::lock_guard lock(mutex_);
  Prepared row(file_->handle, k_journal_put_aside);
  row.put(1, number);
  (void)row.step();
  count();
}

void Journal::count() {
  Prepared all(file_->handle, k_journal_count);
  if (all.step() != SQLITE_ROW) return;
  depth_ = all.number(0);
  aside_ = all.number(1);
  oldest_at_.reset();
  if (!all.null(2)) oldest_at_ = instant_of_ms(all.number(2));
}

Journal::Figures Journal::figures() const {
  const std::lock_guard lock(mutex_);
  return {depth_.load(), aside_, entries_max_, appended_, failures_, oldest_at_};
}

}  // namespace lamplight::db
