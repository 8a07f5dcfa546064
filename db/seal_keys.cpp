// Master keys in their file: 64 hexadecimal digits a line, the one in use first.
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <optional>

#include "db/seal.h"

namespace lamplight::db {
namespace {

constexpr std::size_t k_keys_max = 8;

// What tells one writing of the file from another.
struct Mark {
  ino_t inode = 0;
  off_t bytes = 0;
  std::int64_t changed_ns = 0;
  bool operator==(const Mark&) const = default;
};

Mark mark_of(const struct stat& facts) {
  return {facts.st_ino, facts.st_size, std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec};
}

std::optional<SealKey> key_in(const std::string& line) {
  SealKey::Bytes bytes{};
  std::size_t length = 0;
  const bool hexadecimal =
      sodium_hex2bin(bytes.data(), bytes.size(), line.data(), line.size(), nullptr, &length, nullptr) == 0;
  if (!hexadecimal || length != bytes.size()) return std::nullopt;
  SealKey key{bytes};
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

}  // namespace

struct MasterKeys::Inside {
  std::string path;  // empty: no file
  std::mutex mutex;
  std::vector<SealKey> keys;  // guarded by mutex
  Mark mark;                  // guarded by mutex
};

Result<std::vector<SealKey>, std::string> read_key_lines(const std::string& path) {
  struct stat facts {};
  if (stat(path.c_str(), &facts) != 0) return Failure{"the key file " + path + " is not there"};
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return Failure{"the key file " + path + " may be read by others; its mode must be 0600"};
  }
  std::ifstream file{path, std::ios::binary};
  std::vector<SealKey> keys;
  bool sound = true;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    const auto key = key_in(line);
    sodium_memzero(line.data(), line.size());
    sound = sound && key.has_value() && keys.size() < k_keys_max;
    if (key) keys.push_back(*key);
  }
  if (!sound || keys.empty()) return Failure{"the key file " + path + " must hold 64 hexadecimal digits a line"};
  return keys;
}

bool write_key_lines(const std::string& path, const std::vector<SealKey>& keys) {
  std::string fresh = path + ".XXXXXX";
  const int made = ::mkstemp(fresh.data());  // nobody else may read it, from its first moment on
  if (made < 0) return false;
  ::close(made);
  {
    std::ofstream file{fresh, std::ios::binary | std::ios::trunc};
    for (const SealKey& key : keys) {
      std::string digits(2 * SealKey::k_bytes + 1, '\0');
      sodium_bin2hex(digits.data(), digits.size(), key.bytes().data(), key.bytes().size());
      digits.back() = '\n';
      file << digits;
      sodium_memzero(digits.data(), digits.size());
    }
    file.flush();
    if (!file) return false;
  }
  return std::rename(fresh.c_str(), path.c_str()) == 0;
}

MasterKeys::MasterKeys(const SealKey& only) : inside_(std::make_shared<Inside>()) {
  inside_->keys = {only};
}

Result<MasterKeys, std::string> MasterKeys::read(const std::string& path) {
  auto inside = std::make_shared<Inside>();
  inside->path = path;
  struct stat facts {};
  if (stat(path.c_str(), &facts) == 0) inside->mark = mark_of(facts);
  auto keys = read_key_lines(path);
  if (!keys) return Failure{keys.error()};
  inside->keys = std::move(keys.value());
  return MasterKeys{std::move(inside)};
}

std::vector<SealKey> MasterKeys::all() const {
  const std::lock_guard lock(inside_->mutex);
  struct stat facts {};
  if (!inside_->path.empty() && stat(inside_->path.c_str(), &facts) == 0 && mark_of(facts) != inside_->mark) {
    if (auto keys = read_key_lines(inside_->path)) {
      inside_->keys = std::move(keys.value());
      inside_->mark = mark_of(facts);
    }
  }
  return inside_->keys;
}

SealKey MasterKeys::current() const {
  return all().front();
}

std::string seal(const MasterKeys& masters, std::string_view text, const SealPlace& place) {
  return seal(masters.current(), text, place);
}

Result<std::string, SealError> unseal(const MasterKeys& masters, std::string_view sealed, const SealPlace& place) {
  for (const SealKey& key : masters.all()) {
    if (auto text = unseal(key, sealed, place)) return text;
  }
  return Failure{SealError::damaged};
}

std::string seal_data_key(const MasterKeys& masters, const SealKey& data_key, const SealPlace& place) {
  return seal_data_key(masters.current(), data_key, place);
}

Result<SealKey, SealError> unseal_data_key(const MasterKeys& masters, std::string_view sealed, const SealPlace& place) {
  for (const SealKey& key : masters.all()) {
    if (auto opened = unseal_data_key(key, sealed, place)) return opened;
  }
  return Failure{SealError::damaged};
}

}  // namespace lamplight::db
