// Deriving passwords, writing lists.
#include "db/demo_sign_ins.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "db/password.h"

namespace lamplight::db {
namespace {

constexpr std::size_t k_password_digits = 24;  // 96 bits

// Text in double quotes. db has no JSON library, and these lists are flat.
std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + '"';
}

std::string list_of(const std::vector<std::string>& entries) {
  std::string list = "[";
  for (const std::string& entry : entries) list += (list.size() > 1 ? ",\n" : "\n") + entry;
  return list + (entries.empty() ? "]\n" : "\n]\n");
}

}  // namespace

std::string DemoPasswords::of(std::string_view what, std::string_view name) const {
  // The key stands first and has one length, so no two questions are the same bytes.
  std::string text(key_.bytes().begin(), key_.bytes().end());
  text.append(what).append(":").append(name);
  return digest_of_token(text).substr(0, k_password_digits);
}

std::string DemoPasswords::of_user(const DemoUser& user) const {
  return of("user", user.username);
}
std::string DemoPasswords::of_device(const DeviceId& device) const {
  return of("device", device.text());
}

std::string accounts_json(const std::vector<DemoUser>& users, const DemoPasswords& passwords) {
  std::vector<std::string> entries;
  for (const DemoUser& user : users) {
    if (!user.listed) continue;
    entries.push_back("{\"username\":" + json_text(user.username) + ",\"password\":" +
                      json_text(passwords.of_user(user)) + ",\"role\":" + json_text(name_of(user.role)) +
                      ",\"person\":" + json_text(user.person.empty() ? user.id.text() : user.person) +
                      ",\"name\":" + json_text(user.name) + "}");
  }
  return list_of(entries);
}

std::string devices_json(const std::vector<DemoDevice>& devices, const DemoPasswords& passwords) {
  std::vector<std::string> entries;
  for (const DemoDevice& device : devices) {
    const std::string resident = device.card.resident ? json_text(device.card.resident->text()) : "null";
    entries.push_back("{\"device\":" + json_text(device.card.id.text()) +
                      ",\"district\":" + json_text(device.card.district.text()) + ",\"resident\":" + resident +
                      ",\"username\":" + json_text(device.card.id.text()) +
                      ",\"password\":" + json_text(passwords.of_device(device.card.id)) + "}");
  }
  return list_of(entries);
}

void write_private_file(const std::string& path, std::string_view text) {
  namespace fs = std::filesystem;
  const std::string fresh = path + ".new";
  fs::remove(fresh);
  std::ofstream file(fresh, std::ios::binary);
  fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) throw std::runtime_error(fresh + " can't be written");
  fs::rename(fresh, path);
}

}  // namespace lamplight::db
