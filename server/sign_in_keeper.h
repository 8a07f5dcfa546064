// Keeps the broker's lists of who may sign in as the register says, while the broker runs.
//
// A list that has changed is written anew and the program of [sign_ins] reload is run, which has the broker read it
// again: no connection is lost by that but those of who is in it no more. The broker looks at certificates only when a
// device connects, so the program is told the names of devices whose connections it has to end besides. Handlers call
// `renew` after a change of theirs; the thread "sign-ins" does so after everybody else's, within two seconds.
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "db/sign_ins.h"
#include "server/sign_in_files.h"
#include "server/thread.h"

namespace lamplight::server {

class Clock;
class TownWatch;

class SignInKeeper {
 public:
  // Throws std::runtime_error where the settings can't be true.
  SignInKeeper(const Settings& settings, db::Pool& pool, const TownWatch& town, const Clock& clock);

  [[nodiscard]] const DeviceAuthority* authority() const { return files_.authority(); }
  [[nodiscard]] const SignInSettings& settings() const { return settings_; }

  // The lists as the database has them now, and the broker told. False when that could not be done; the thread
  // goes on trying. Any thread.
  bool renew();
  // Whether the broker takes that sign-in; asked for a few seconds, as it may still be reading. Any thread.
  [[nodiscard]] bool accepted(const std::string& user, const std::string& password) const;

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] bool tell_broker();

  const SignInSettings settings_;
  const TownWatch& town_;
  const Clock& clock_;
  db::Pool& pool_;
  db::SignIns sign_ins_;

  std::mutex mutex_;
  SignInFiles files_;           // guarded by mutex_, but for its authority
  bool untold_ = false;         // guarded by mutex_: written, and the broker does not know yet
  Instant complained_at_{};     // guarded by mutex_: of a broker that could not be told
  bool unlisted_ = false;       // guarded by mutex_: void, and in no list yet
  std::set<std::string> void_;  // guarded by mutex_: serial numbers whose holders the broker has not shut out yet

  Thread thread_;  // last: it uses all of the above
};

}  // namespace lamplight::server
