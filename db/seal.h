// Columns that the database itself can't read: addresses, key-safe codes, clinical notes.
//
// Used by the records of db/ on any thread. XChaCha20-Poly1305 (libsodium): a master key, which is in a
// file and never in the database, seals one data key for each resident; the data key seals the columns.
// Every seal names its place (table, column, id), so a value moved elsewhere does not open.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace lamplight::db {

// 32 secret bytes, wiped when they go.
class SealKey {
 public:
  static constexpr std::size_t k_bytes = 32;
  using Bytes = std::array<unsigned char, k_bytes>;

  explicit SealKey(const Bytes& bytes) : bytes_(bytes) {}
  ~SealKey();
  SealKey(const SealKey&) = default;
  SealKey& operator=(const SealKey&) = default;

  [[nodiscard]] const Bytes& bytes() const { return bytes_; }
  bool operator==(const SealKey&) const = default;

 private:
  Bytes bytes_;
};

// Where a sealed value stands.
struct SealPlace {
  std::string_view table;
  std::string_view column;
  std::string_view id;
};

enum class SealError : std::uint8_t { damaged };  // another key, another place, or changed bytes

// The master key in use: the first line of a file of 64 hexadecimal digits a line that nobody but its owner
// may read. The error is a sentence for whoever starts the program; it never quotes the file.
[[nodiscard]] Result<SealKey, std::string> read_key_file(const std::string& path);

// A town's master keys, the one in use first, as the key file holds them: one a line. The others still open what
// was sealed before, so a key rotates while servers run: the file is looked at before every use and read again
// when it has changed. A file that can't be read leaves the keys as they were. Any thread; copies share.
class MasterKeys {
 public:
  explicit MasterKeys(const SealKey& only);
  // The file as read_key_file wants it, of one or more lines.
  [[nodiscard]] static Result<MasterKeys, std::string> read(const std::string& path);

  [[nodiscard]] SealKey current() const;
  [[nodiscard]] std::vector<SealKey> all() const;

 private:
  struct Inside;
  explicit MasterKeys(std::shared_ptr<Inside> inside) : inside_(std::move(inside)) {}
  std::shared_ptr<Inside> inside_;
};

// The keys of such a file, the one in use first.
[[nodiscard]] Result<std::vector<SealKey>, std::string> read_key_lines(const std::string& path);
// Writes it anew in one step, mode 0600; false when the disk refuses.
[[nodiscard]] bool write_key_lines(const std::string& path, const std::vector<SealKey>& keys);

// A fresh data key. Keys and nonces are the one randomness that no seed may ever repeat.
[[nodiscard]] SealKey new_data_key();

// A sealed value is 41 bytes longer than the text.
[[nodiscard]] std::string seal(const SealKey& key, std::string_view text, const SealPlace& place);
[[nodiscard]] Result<std::string, SealError> unseal(const SealKey& key, std::string_view sealed,
                                                    const SealPlace& place);

// The data key of one row, as residents.data_key_sealed keeps it.
[[nodiscard]] std::string seal_data_key(const SealKey& master, const SealKey& data_key, const SealPlace& place);
[[nodiscard]] Result<SealKey, SealError> unseal_data_key(const SealKey& master, std::string_view sealed,
                                                         const SealPlace& place);

// The same by master keys: sealed with the one in use, opened with whichever fits.
[[nodiscard]] std::string seal(const MasterKeys& masters, std::string_view text, const SealPlace& place);
[[nodiscard]] Result<std::string, SealError> unseal(const MasterKeys& masters, std::string_view sealed,
                                                    const SealPlace& place);
[[nodiscard]] std::string seal_data_key(const MasterKeys& masters, const SealKey& data_key, const SealPlace& place);
[[nodiscard]] Result<SealKey, SealError> unseal_data_key(const MasterKeys& masters, std::string_view sealed,
                                                         const SealPlace& place);

}  // namespace lamplight::db
