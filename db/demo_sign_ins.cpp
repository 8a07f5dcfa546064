// Deriving passwords, writing lists.
#include "db/demo_sign_ins.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "model/check.h"

namespace lamplight::db {
namespace {

constexpr std::uint64_t k_purpose = 1;  // of the subkey; the column key itself seals columns only

SealKey derived(const SealKey& town) {
  LAMPLIGHT_CHECK(sodium_init() >= 0);
  static_assert(SealKey::k_bytes == crypto_kdf_KEYBYTES);
  SealKey::Bytes bytes{};
  LAMPLIGHT_CHECK(crypto_kdf_derive_from_key(bytes.data(), bytes.size(), k_purpose, "demopass", town.bytes().data()) ==
                  0);
  return SealKey{bytes};
}

// Text in double quotes. db has no JSON library, and these lists are flat.
std::string quoted(std::string_view text) {
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

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void throw_last_error(const std::string& path) {
  throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace

DemoPasswords::DemoPasswords(const SealKey& town) : key_(derived(town)) {}

std::string DemoPasswords::of(std::string_view what, std::string_view name) const {
  // No letters or digits that look alike: people type these from a screen.
  constexpr std::string_view k_letters = "abcdefghijkmnpqrstuvwxyz23456789";
  static_assert(k_letters.size() == 32);
  const std::string text = std::string(what) + ":" + std::string(name);
  std::array<unsigned char, 24> bytes{};
  LAMPLIGHT_CHECK(crypto_generichash(bytes.data(), bytes.size(), reinterpret_cast<const unsigned char*>(text.data()),
                                     text.size(), key_.bytes().data(), key_.bytes().size()) == 0);
  std::string password;
  for (const unsigned char byte : bytes) password += k_letters[byte % k_letters.size()];
  return password;
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
    entries.push_back("{\"username\":" + quoted(user.username) + ",\"password\":" + quoted(passwords.of_user(user)) +
                      ",\"role\":" + quoted(name_of(user.role)) +
                      ",\"person\":" + quoted(user.person.empty() ? user.id.text() : user.person) +
                      ",\"name\":" + quoted(user.name) + "}");
  }
  return list_of(entries);
}

std::string devices_json(const std::vector<DemoDevice>& devices, const DemoPasswords& passwords) {
  std::vector<std::string> entries;
  for (const DemoDevice& device : devices) {
    const std::string resident = device.card.resident ? quoted(device.card.resident->text()) : "null";
    entries.push_back("{\"device\":" + quoted(device.card.id.text()) +
                      ",\"district\":" + quoted(device.card.district.text()) + ",\"resident\":" + resident +
                      ",\"username\":" + quoted(device.card.id.text()) +
                      ",\"password\":" + quoted(passwords.of_device(device.card.id)) + "}");
  }
  return list_of(entries);
}

std::string broker_passwords(const std::vector<DemoDevice>& devices, const DemoPasswords& passwords) {
  std::string lines;
  for (const DemoDevice& device : devices) {
    lines += device.card.id.text() + ":" + passwords.of_device(device.card.id) + "\n";
  }
  return lines;
}

void write_private_file(const std::string& path, std::string_view text) {
  const std::string fresh = path + ".new";
  std::remove(fresh.c_str());
  {
    const Descriptor file{::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (file.number() < 0) throw_last_error(fresh);
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t written = ::write(file.number(), text.data() + done, text.size() - done);
      if (written < 0 && errno != EINTR) throw_last_error(fresh);
      if (written > 0) done += static_cast<std::size_t>(written);
    }
  }
  if (std::rename(fresh.c_str(), path.c_str()) != 0) throw_last_error(path);
}

}  // namespace lamplight::db
