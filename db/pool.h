// A bounded set of sessions for one purpose. Alarm tables and reading tables never share one.
//
// Any thread. Connects outside its lock, so a database that is away never holds up those who could go on.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "db/session.h"

namespace lamplight::db {

class Pool {
 public:
  Pool(Address address, Purpose purpose, std::size_t sessions_max);

  // Runs `body` once with a session of its own. Throws DbFault(lost) when none is free within 3 s or
  // the database can't be reached. An unusable session is thrown away afterwards, and the idle ones
  // with it: they are connected to the same server.
  void with(const std::function<void(Session&)>& body);

  // The same, the fault turned into a StoreError: what every port does.
  template <class T>
  [[nodiscard]] Result<T, StoreError> run(const std::function<T(Session&)>& body) {
    try {
      std::optional<T> value;
      with([&](Session& session) { value.emplace(body(session)); });
      return std::move(*value);
    } catch (const DbFault& fault) {
      note_fault(fault);
      return Failure{store_error_of(fault)};
    }
  }

  struct Figures {
    std::size_t open = 0;
    std::size_t in_use = 0;
    std::size_t sessions_max = 0;
    std::int64_t faults = 0;
  };
  [[nodiscard]] Figures figures() const;
  // Words of the last fault, for the log of server/ and /readyz; empty if there was none.
  [[nodiscard]] std::string last_fault() const;

 private:
  // How long a session has lain idle is the pool's own business and decides nothing but a question to
  // the server, so the steady clock is read here.
  struct Idle {
    std::unique_ptr<Session> session;
    std::chrono::steady_clock::time_point since;
  };

  [[nodiscard]] std::unique_ptr<Session> take();
  void give_back(std::unique_ptr<Session> session);
  void note_fault(const DbFault& fault);

  const Address address_;
  const Purpose purpose_;
  const std::size_t sessions_max_;

  mutable std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<Idle> idle_;   // guarded by mutex_; the last one was used last
  std::size_t in_use_ = 0;   // guarded by mutex_; those being connected too
  std::int64_t faults_ = 0;  // guarded by mutex_
  std::string last_fault_;   // guarded by mutex_
};

}  // namespace lamplight::db
