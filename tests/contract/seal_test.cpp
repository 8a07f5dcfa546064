// Sealed columns open with their key, in their place, and nowhere else.
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "db/seal.h"

namespace lamplight::tests {
namespace {

using db::SealError;
using db::SealKey;
using db::SealPlace;

constexpr SealPlace k_place{"residents", "address_sealed", "r-17"};

struct KeyFile {
  explicit KeyFile(const std::string& text, mode_t mode = 0600) {
    std::string name = "/tmp/lampkey-XXXXXX";
    const int file = mkstemp(name.data());
    REQUIRE(file >= 0);
    close(file);
    path = name;
    std::ofstream{path} << text;
    chmod(path.c_str(), mode);
  }
  ~KeyFile() { std::filesystem::remove(path); }
  KeyFile(const KeyFile&) = delete;
  KeyFile& operator=(const KeyFile&) = delete;
  std::string path;
};

}  // namespace

TEST_CASE("What is sealed opens with the same key in the same place") {
  const SealKey key = db::new_data_key();
  for (const std::string& text :
       {std::string{}, std::string{"古镇镇新兴路 7 号，钥匙盒 4711 🔑"}, std::string(2'000, '\0')}) {
    const std::string sealed = db::seal(key, text, k_place);
    CHECK(sealed.size() == text.size() + 41);
    const auto opened = db::unseal(key, sealed, k_place);
    REQUIRE(opened.ok());
    CHECK(opened.value() == text);
  }
}

TEST_CASE("The same text never looks the same twice") {
  const SealKey key = db::new_data_key();
  CHECK(db::seal(key, "4711", k_place) != db::seal(key, "4711", k_place));
}

TEST_CASE("Nothing opens with another key, in another place, or changed") {
  const SealKey key = db::new_data_key();
  const std::string sealed = db::seal(key, "4711", k_place);
  CHECK_FALSE(db::unseal(db::new_data_key(), sealed, k_place).ok());
  CHECK_FALSE(db::unseal(key, sealed, {"residents", "address_sealed", "r-18"}).ok());
  CHECK_FALSE(db::unseal(key, sealed, {"residents", "key_safe_sealed", "r-17"}).ok());
  CHECK_FALSE(db::unseal(key, sealed, {"contacts", "address_sealed", "r-17"}).ok());
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK_FALSE(db::unseal(key, changed, k_place).ok());
    CHECK_FALSE(db::unseal(key, sealed.substr(0, i), k_place).ok());
  }
}

TEST_CASE("A master key seals the data key of a row") {
  const SealKey master = db::new_data_key();
  const SealKey data_key = db::new_data_key();
  const SealPlace place{"residents", "data_key_sealed", "r-17"};
  const std::string sealed = db::seal_data_key(master, data_key, place);
  CHECK(sealed.size() <= 200);
  const auto opened = db::unseal_data_key(master, sealed, place);
  REQUIRE(opened.ok());
  CHECK(opened.value() == data_key);
  CHECK_FALSE(db::unseal_data_key(data_key, sealed, place).ok());
  CHECK_FALSE(db::unseal_data_key(master, db::seal(master, "short", place), place).ok());
}

TEST_CASE("A key file holds 64 hexadecimal digits that nobody else may read") {
  const std::string digits = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
  const KeyFile good{digits + "\n"};
  const auto key = db::read_key_file(good.path);
  REQUIRE(key.ok());
  CHECK(key.value().bytes()[1] == 0x11);
  CHECK(key.value().bytes()[31] == 0xff);

  CHECK_FALSE(db::read_key_file(KeyFile{digits, 0640}.path).ok());
  CHECK_FALSE(db::read_key_file(KeyFile{digits.substr(2)}.path).ok());
  CHECK_FALSE(db::read_key_file(KeyFile{digits + "00"}.path).ok());
  CHECK_FALSE(db::read_key_file(KeyFile{std::string(64, 'g')}.path).ok());
  const auto missing = db::read_key_file(good.path + ".none");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().find("not there") != std::string::npos);
}

}  // namespace lamplight::tests
