// The one file that drives Connector/C++ (docs/decisions/0016 says how, and why so).
//
// Called by the stores of db/ on whatever thread has taken the session from its pool.
#include "db/session.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "db/fault.h"
#include "db/statement_text.h"
#include "db/statements_session.h"
#include "model/check.h"

namespace lamplight::db {
namespace {

// The client library wants to be told of every thread that uses it, and of its end.
class DriverOnThread {
 public:
  DriverOnThread() : driver_(*get_driver_instance()) { driver_.threadInit(); }
  ~DriverOnThread() { driver_.threadEnd(); }
  DriverOnThread(const DriverOnThread&) = delete;
  DriverOnThread& operator=(const DriverOnThread&) = delete;
  [[nodiscard]] sql::Driver& driver() { return driver_; }

 private:
  sql::Driver& driver_;
};

sql::Driver& driver_on_this_thread() {
  thread_local DriverOnThread here;
  return here.driver();
}

// In seconds; 0: none. The server is told a limit of its own, because a client that has stopped waiting
// stops no statement.
struct TimeOuts {
  int read_s;
  int statement_s;
};

TimeOuts time_outs_of(Purpose purpose) {
  switch (purpose) {
    case Purpose::alarms:
    case Purpose::readings:
      return {3, 3};
    case Purpose::requests:
      return {10, 9};  // reports over months
    case Purpose::administration:
      return {0, 0};  // a migration may take hours
  }
  LAMPLIGHT_CHECK(false && "a purpose outside the enumeration");
}

sql::ConnectOptionsMap options_for(const Address& address, Purpose purpose) {
  sql::ConnectOptionsMap options;
  options["hostName"] =
      sql::SQLString(address.socket.empty() ? "tcp://" + address.host + ":" + std::to_string(address.port)
                                            : "unix://" + address.socket);
  options["userName"] = sql::SQLString(address.user);
  options["password"] = sql::SQLString(address.password);
  if (!address.database.empty()) options["schema"] = sql::SQLString(address.database);
  options["OPT_CONNECT_TIMEOUT"] = 2;
  if (const int timeout_s = time_outs_of(purpose).read_s; timeout_s > 0) {
    options["OPT_READ_TIMEOUT"] = timeout_s;
    options["OPT_WRITE_TIMEOUT"] = 3;
  }
  options["OPT_RECONNECT"] = false;     // it tears a transaction in half (traps.md)
  options["CLIENT_FOUND_ROWS"] = true;  // a version guard asks what was found, not what differed
  if (!address.ca_file.empty()) {
    options["sslCA"] = sql::SQLString(address.ca_file);
    options["sslVerify"] = true;
  }
  return options;
}

// A row of the answer being read.
class ResultRow final : public Row {
 public:
  explicit ResultRow(const sql::ResultSet& result) : result_(result) {}
  [[nodiscard]] bool null(unsigned column) const override { return result_.isNull(column + 1); }
  [[nodiscard]] std::int64_t integer(unsigned column) const override { return result_.getInt64(column + 1); }
  [[nodiscard]] double real(unsigned column) const override {
    return static_cast<double>(result_.getDouble(column + 1));
  }
  [[nodiscard]] std::string text(unsigned column) const override { return result_.getString(column + 1).asStdString(); }

 private:
  const sql::ResultSet& result_;
};

void bind(sql::PreparedStatement& statement, unsigned index, const Param& param) {
  struct Binder {
    sql::PreparedStatement& statement;
    unsigned index;
    void operator()(std::nullptr_t) const { statement.setNull(index, 0); }
    void operator()(std::int64_t value) const { statement.setInt64(index, value); }
    void operator()(double value) const { statement.setDouble(index, value); }
    void operator()(const std::string& value) const { statement.setString(index, value); }
  };
  std::visit(Binder{statement, index}, param.held());
}

// A server keeps 16,382 prepared statements for all its connections; some hundred connections have room.
constexpr std::size_t k_prepared_max = 150;

std::size_t bytes_of(const Params& row) {
  std::size_t bytes = 0;
  for (const Param& param : row) {
    const auto* text = std::get_if<std::string>(&param.held());
    bytes += 12 + (text == nullptr ? 0 : text->size());
  }
  return bytes;
}

}  // namespace

struct Session::Inside {
  // The connection outlives the statements prepared on it.
  std::unique_ptr<sql::Connection> connection;
  std::unordered_map<std::string, std::unique_ptr<sql::PreparedStatement>> prepared;
  std::size_t packet_bytes_max = 1 << 20;
  int reading = 0;  // answers being read; a callback may ask further
  bool usable = true;

  // Runs `body`, turning what the connector throws into a DbFault.
  template <class Body>
  auto guarded(Moment moment, const Body& body) {
    try {
      (void)driver_on_this_thread();
      return body();
    } catch (const sql::SQLException& e) {
      const FaultKind kind = fault_kind_of(e.getErrorCode(), moment);
      if (kind == FaultKind::lost || kind == FaultKind::lost_at_commit) usable = false;
      throw DbFault(kind, e.getErrorCode(), e.what());
    }
  }

  void text(std::string_view sql, Moment moment = Moment::running) {
    guarded(moment, [&] {
      const std::unique_ptr<sql::Statement> statement{connection->createStatement()};
      statement->execute(std::string{sql});
    });
  }

  sql::PreparedStatement& prepare(const std::string& sql) {
    const auto known = prepared.find(sql);
    if (known != prepared.end()) return *known->second;
    if (prepared.size() >= k_prepared_max && reading == 0) prepared.clear();
    std::unique_ptr<sql::PreparedStatement> fresh{connection->prepareStatement(sql)};
    return *prepared.emplace(sql, std::move(fresh)).first->second;
  }

  std::int64_t change(const std::string& sql, const std::vector<const Params*>& parts) {
    return guarded(Moment::running, [&]() -> std::int64_t {
      sql::PreparedStatement& statement = prepare(sql);
      bind_all(statement, parts);
      return statement.executeUpdate();
    });
  }

  void query(const std::string& sql, const std::vector<const Params*>& parts, const Each& each) {
    guarded(Moment::running, [&] {
      sql::PreparedStatement& statement = prepare(sql);
      bind_all(statement, parts);
      const std::unique_ptr<sql::ResultSet> result{statement.executeQuery()};
      const ResultRow row{*result};
      const Counted one{reading};
      while (result->next()) each(row);
    });
  }

  // Counts up for as long as it lives, also when a callback throws.
  struct Counted {
    explicit Counted(int& counter) : count(counter) { ++count; }
    ~Counted() { --count; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    int& count;
  };

  static void bind_all(sql::PreparedStatement& statement, const std::vector<const Params*>& parts) {
    unsigned index = 1;
    for (const Params* part : parts) {
      for (const Param& param : *part) bind(statement, index++, param);
    }
  }

  void set_up(Purpose purpose);
};

void Session::Inside::set_up(Purpose purpose) {
  text(k_set_names);
  text(k_set_isolation);
  text(k_set_strictness);
  std::set<std::string> known;
  query(std::string{k_select_session_variables}, {}, [&](const Row& row) {
    known.insert(row.text(0));
    if (row.text(0) == "max_allowed_packet") packet_bytes_max = static_cast<std::size_t>(std::stoull(row.text(1)));
  });
  if (known.contains("innodb_snapshot_isolation")) text(k_set_snapshot_isolation);
  if (purpose == Purpose::administration) return;
  text(k_set_lock_waits);
  if (known.contains("idle_write_transaction_timeout")) text(k_set_idle_transaction_time);
  const Params statement_time{time_outs_of(purpose).statement_s};
  if (known.contains("max_statement_time")) change(std::string{k_set_statement_time}, {&statement_time});
}

Session::Session(const Address& address, Purpose purpose) : inside_(std::make_unique<Inside>()) {
  inside_->guarded(Moment::connecting, [&] {
    sql::ConnectOptionsMap options = options_for(address, purpose);
    inside_->connection.reset(driver_on_this_thread().connect(options));
  });
  inside_->set_up(purpose);
}

Session::~Session() {
  // Closing what is dead may throw; there is nobody left to tell.
  try {
    inside_->prepared.clear();
    inside_->connection.reset();
  } catch (const sql::SQLException&) {
    return;
  }
}

std::int64_t Session::change(std::string_view statement, const Params& params) {
  return inside_->change(std::string{statement}, {&params});
}

std::int64_t Session::change_in(std::string_view statement, const Params& before, const Params& list,
                                const Params& after) {
  std::int64_t changed = 0;
  for (std::size_t from = 0; from < list.size(); from += k_list_max) {
    const std::size_t count = std::min(k_list_max, list.size() - from);
    Params part(list.begin() + static_cast<std::ptrdiff_t>(from),
                list.begin() + static_cast<std::ptrdiff_t>(from + count));
    part.resize(padded_count(count), part.back());
    changed += inside_->change(with_list(statement, part.size()), {&before, &part, &after});
  }
  return changed;
}

std::int64_t Session::insert(std::string_view statement, const std::vector<Params>& rows) {
  if (rows.empty()) return 0;
  const std::size_t columns = rows.front().size();
  const std::size_t packet_budget = inside_->packet_bytes_max / 2;
  std::int64_t changed = 0;
  std::size_t from = 0;
  while (from < rows.size()) {
    // As many rows as the packet holds, at least one: what does not fit alone is the server's to refuse.
    std::size_t fitting = 0;
    for (std::size_t bytes = 0; from + fitting < rows.size(); ++fitting) {
      LAMPLIGHT_CHECK(rows[from + fitting].size() == columns);
      bytes += bytes_of(rows[from + fitting]);
      if (fitting != 0 && bytes > packet_budget) break;
    }
    const std::size_t count = rows_at_once(fitting, k_params_max / columns);
    std::vector<const Params*> parts;
    parts.reserve(count);
    for (std::size_t i = 0; i < count; ++i) parts.push_back(&rows[from + i]);
    changed += inside_->change(with_rows(statement, count, columns), parts);
    from += count;
  }
  return changed;
}

void Session::query(std::string_view statement, const Params& params, const Each& each) {
  inside_->query(std::string{statement}, {&params}, each);
}

void Session::query_in(std::string_view statement, const Params& before, const Params& list, const Params& after,
                       const Each& each) {
  for (std::size_t from = 0; from < list.size(); from += k_list_max) {
    const std::size_t count = std::min(k_list_max, list.size() - from);
    Params part(list.begin() + static_cast<std::ptrdiff_t>(from),
                list.begin() + static_cast<std::ptrdiff_t>(from + count));
    part.resize(padded_count(count), part.back());
    inside_->query(with_list(statement, part.size()), {&before, &part, &after}, each);
  }
}

void Session::query_any(std::string_view statement, const std::vector<Params>& alternatives, const Each& each) {
  for (std::size_t from = 0; from < alternatives.size(); from += k_list_max) {
    const std::size_t count = std::min(k_list_max, alternatives.size() - from);
    std::vector<const Params*> parts;
    for (std::size_t i = 0; i < count; ++i) parts.push_back(&alternatives[from + i]);
    parts.resize(padded_count(count), parts.back());
    inside_->query(with_alternatives(statement, parts.size()), parts, each);
  }
}

void Session::transaction(const std::function<void()>& body) {
  inside_->text(k_begin_transaction);
  try {
    body();
  } catch (...) {
    // A connection that can't roll back is thrown away, and the server rolls back for it.
    try {
      if (inside_->usable) inside_->text(k_roll_back_transaction);
    } catch (const DbFault&) {
      inside_->usable = false;
    }
    throw;
  }
  inside_->text(k_commit_transaction, Moment::committing);
}

void Session::run_text(std::string_view sql) {
  inside_->text(sql);
}

bool Session::usable() const {
  return inside_->usable;
}

bool Session::answers() {
  try {
    const bool valid = inside_->guarded(Moment::running, [this] { return inside_->connection->isValid(); });
    inside_->usable = inside_->usable && valid;
  } catch (const DbFault&) {
    inside_->usable = false;
  }
  return inside_->usable;
}

}  // namespace lamplight::db
