// One connection to MySQL and what is done on it: prepared statements, multi-row inserts, transactions.
//
// Used by the stores of db/ only, one thread at a time. Everything here throws DbFault; the stores
// turn it into StoreError at their ports.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dispatch/ledger.h"
#include "model/ids.h"
#include "model/time.h"

namespace lamplight::db {

struct Address {
  std::string socket;  // a path; empty: host and port
  std::string host;
  int port = 3306;
  std::string database;
  std::string user;
  std::string password;
  std::string ca_file;  // non-empty: TLS, verified against this CA, host name included
};

// What a pool's sessions are for; decides the time-outs set on the connection.
enum class Purpose : std::uint8_t { alarms, readings, requests, administration };

enum class FaultKind : std::uint8_t {
  conflict,        // 1213, 1205, 1020, and 1062 on a key that guards a decision
  lost,            // 2006, 2013, 2014, 2055 and everything else that leaves a connection unusable
  lost_at_commit,  // the same, at COMMIT: unknown
  other,           // a defect of ours: syntax, a value too long
};

class DbFault : public std::runtime_error {
 public:
  DbFault(FaultKind kind, int code, const std::string& words) : std::runtime_error(words), kind_(kind), code_(code) {}
  [[nodiscard]] FaultKind kind() const { return kind_; }
  [[nodiscard]] int code() const { return code_; }

 private:
  FaultKind kind_;
  int code_;
};

// `other` is a defect of ours and becomes unavailable: nothing was written.
[[nodiscard]] StoreError store_error_of(const DbFault& fault);

// A value on its way into a statement. Text is UTF-8; bytes go as they are.
class Param {
 public:
  Param(std::nullptr_t) {}                                                // NOLINT: params convert
  Param(std::int64_t value) : held_(value) {}                             // NOLINT
  Param(int value) : held_(static_cast<std::int64_t>(value)) {}           // NOLINT
  Param(bool value) : held_(static_cast<std::int64_t>(value ? 1 : 0)) {}  // NOLINT
  Param(double value) : held_(value) {}                                   // NOLINT
  Param(std::string value) : held_(std::move(value)) {}                   // NOLINT
  Param(std::string_view value) : held_(std::string(value)) {}            // NOLINT
  Param(const char* value) : held_(std::string(value)) {}                 // NOLINT
  Param(Instant value) : held_(ms_of(value)) {}                           // NOLINT
  template <class Tag>
  Param(const Id<Tag>& id) : held_(id.text()) {}  // NOLINT
  template <class T>
  Param(const std::optional<T>& value) {  // NOLINT
    if (value) *this = Param(*value);
  }

  using Held = std::variant<std::nullptr_t, std::int64_t, double, std::string>;
  [[nodiscard]] const Held& held() const { return held_; }

 private:
  Held held_ = nullptr;
};

using Params = std::vector<Param>;

// One row of an answer; columns count from 0.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual bool null(unsigned column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(unsigned column) const = 0;
  [[nodiscard]] virtual double real(unsigned column) const = 0;
  [[nodiscard]] virtual std::string text(unsigned column) const = 0;  // bytes as they are

  [[nodiscard]] Instant instant(unsigned column) const { return instant_of_ms(integer(column)); }
  [[nodiscard]] bool truth(unsigned column) const { return integer(column) != 0; }
  template <class I>
  [[nodiscard]] I id(unsigned column) const {
    return I{text(column)};
  }
  template <class I>
  [[nodiscard]] std::optional<I> id_or_nothing(unsigned column) const {
    if (null(column)) return std::nullopt;
    return I{text(column)};
  }
  [[nodiscard]] std::optional<std::int64_t> integer_or_nothing(unsigned column) const {
    if (null(column)) return std::nullopt;
    return integer(column);
  }
  [[nodiscard]] std::optional<Instant> instant_or_nothing(unsigned column) const {
    if (null(column)) return std::nullopt;
    return instant(column);
  }
};

// A statement of db/statements.h. `?` is a parameter; `{rows}` of an INSERT stands for as many
// bracketed rows as are given; `{in}` stands for a bracketed list of as many `?` as are given;
// `{any a = ? AND b = ?}` for as many alternatives.
class Session {
 public:
  // Connects with time-outs (2 s; 3 s to read and write, 10 s to read a request, none for administration)
  // and sets the session up for its purpose. Throws.
  Session(const Address& address, Purpose purpose);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Rows matched (for an UPDATE: found, whether or not they changed).
  std::int64_t change(std::string_view statement, const Params& params);
  // Like change; `{in}` takes `list`, placed after the params that stand before it in the text.
  std::int64_t change_in(std::string_view statement, const Params& before, const Params& list,
                         const Params& after = {});
  // Inserts all rows in as few statements as the packet allows; no rows: nothing. Every row has the
  // columns that `{rows}` stands for. Returns rows affected.
  std::int64_t insert(std::string_view statement, const std::vector<Params>& rows);

  using Each = std::function<void(const Row&)>;
  void query(std::string_view statement, const Params& params, const Each& each);
  // No values in `list`: nothing is asked. A long list is asked about in parts.
  void query_in(std::string_view statement, const Params& before, const Params& list, const Params& after,
                const Each& each);
  // Like query_in for `{any …}`: each alternative has the params of one pair of brackets.
  void query_any(std::string_view statement, const std::vector<Params>& alternatives, const Each& each);

  // START TRANSACTION … COMMIT around `body`; ROLLBACK when it throws. `body` may run once only:
  // repeating is the caller's decision. A connection lost at COMMIT throws lost_at_commit.
  void transaction(const std::function<void()>& body);

  // DDL and other text that can't be prepared (migrations).
  void run_text(std::string_view sql);

  // False after any fault that leaves the connection in doubt; the pool then throws it away.
  [[nodiscard]] bool usable() const;
  // Asks the server, one round trip. For a session that has been idle for a while.
  [[nodiscard]] bool answers();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::db
