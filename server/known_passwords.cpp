// A short list, since the passwords of accounts can only be tried one by one.
#include "server/known_passwords.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>
#include <vector>

#include "db/invitations.h"
#include "db/password.h"

namespace lamplight::server {
namespace {

// Defaults of products of this kind, and what people type first.
constexpr std::array<std::string_view, 16> k_known{
    "lamplight", "lamplight1", "admin",      "administrator", "admin123",  "admin12345", "password",  "password1",
    "changeme",  "change-me",  "changeit",   "default",       "welcome",   "letmein",    "1234567890", "12345678"};

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lowered;
}

void refuse(const std::string& whose) {
  throw std::runtime_error(whose + " has a password that everybody knows; give it another, then start again.");
}

void check_account(db::Session& session, const db::UnvettedAccount& account) {
  std::vector<std::string> tries(k_known.begin(), k_known.end());
  tries.push_back(account.username);
  for (const std::string& known : tries) {
    if (db::password_matches(account.password_hash, known).value_or(false)) refuse("The administrator " + account.username);
  }
  db::mark_vetted(session, account);
}

}  // namespace

bool is_known_password(std::string_view password, std::string_view username) {
  const std::string lowered = lower(password);
  if (std::find(k_known.begin(), k_known.end(), lowered) != k_known.end()) return true;
  const std::string name = lower(username);
  if (name.empty() || !lowered.starts_with(name)) return false;
  return lowered.find_first_not_of("0123456789", name.size()) == std::string::npos;
}

void refuse_known_passwords(const Settings& settings) {
  if (is_known_password(settings.database.password, settings.database.user)) refuse("The setting [database] password");
  if (is_known_password(settings.broker.password, settings.broker.user)) refuse("The setting [broker] password");
  try {
    db::Session session(settings.database, db::Purpose::administration);
    for (const db::UnvettedAccount& account : db::unvetted_administrators(session)) check_account(session, account);
  } catch (const db::DbFault& fault) {
    throw std::runtime_error("The accounts can't be read: " + std::string(fault.what()) + ".");
  }
}

}  // namespace lamplight::server
