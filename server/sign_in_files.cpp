// Lists to files, each replaced as a whole.
#include "server/sign_in_files.h"

#include <chrono>
#include <fstream>
#include <sstream>

#include "db/demo_sign_ins.h"

namespace lamplight::server {
namespace {

// Two lists of one second are the same to a broker, which then keeps the older.
constexpr Seconds k_lists_apart{2};
// Of the first list that is written, what has become void so lately that nobody may have ended a connection for it.
constexpr std::chrono::minutes k_lately{10};

std::string present_text(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

SignInFiles::SignInFiles(const SignInSettings& settings) : settings_(settings) {
  if (!settings.authority_folder.empty()) authority_ = std::make_unique<DeviceAuthority>(settings.authority_folder);
}

Result<SignInChange, StoreError> SignInFiles::write(db::SignIns& sign_ins, Instant now) {
  const auto all = sign_ins.list();
  if (!all) return Failure{all.error()};
  const auto voids = sign_ins.void_certificates(now);
  if (!voids) return Failure{voids.error()};
  SignInChange change;
  change.changed = write_passwords(all.value());
  if (authority_) write_revoked(voids.value(), now, change);
  return change;
}

bool SignInFiles::write_passwords(const std::vector<db::SignIn>& all) const {
  std::string text;
  for (const db::SignIn& one : all) {
    // The names of our own programs stand in the broker's list before these, and are nobody else's.
    if (!db::is_program_name(one.device.text())) text += one.device.text() + ":" + one.password_hash + "\n";
  }
  if (text == present_text(settings_.devices_file) && !text.empty()) return false;
  db::write_private_file(settings_.devices_file, text);
  return true;
}

void SignInFiles::write_revoked(const std::vector<db::VoidCertificate>& voids, Instant now, SignInChange& change) {
  std::set<std::string> serials;
  for (const db::VoidCertificate& one : voids) serials.insert(one.serial);
  if (listed_ == serials) return;
  change.waits = listed_ && now - listed_at_ < k_lists_apart;
  if (change.waits) return;
  db::write_private_file(settings_.revoked_file, authority_->revocation_list(voids, now));
  change.changed = true;
  for (const db::VoidCertificate& one : voids) {
    const bool news = listed_ ? listed_->count(one.serial) == 0 : now - one.since < k_lately;
    if (news) change.newly_void.push_back(one.serial);
  }
  listed_ = std::move(serials);
  listed_at_ = now;
}

}  // namespace lamplight::server
