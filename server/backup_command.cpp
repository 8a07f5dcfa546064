// A file: one line that says what it is, the stream's head, then length and bytes of each sealed message.
#include "server/backup_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <ostream>
#include <stdexcept>

#include "db/backup.h"
#include "db/sealed_stream.h"
#include "server/clock.h"

namespace lamplight::server {
namespace {

constexpr std::string_view k_first_line = "lamplight backup 1\n";
constexpr std::uint32_t k_message_bytes_max = 64 * 1024 * 1024;  // a row of the largest column, many times

db::SealKey key_of(const Settings& settings) {
  if (settings.backup_key_file.empty()) throw std::runtime_error("The setting [backup] key names no file.");
  auto key = db::read_key_file(settings.backup_key_file);
  if (!key) throw std::runtime_error(key.error());
  return key.value();
}

std::array<char, 4> length_of(std::size_t bytes) {
  std::array<char, 4> length{};
  for (std::size_t i = 0; i < length.size(); ++i) length[i] = static_cast<char>(bytes >> (8 * i) & 0xff);
  return length;
}

// A file that nobody else may read, under its name only when it is whole and on the disk.
class NewFile {
 public:
  explicit NewFile(std::string name) : name_(std::move(name)), part_(name_ + ".part") {
    descriptor_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw std::runtime_error("The file " + part_ + " can't be made.");
  }
  ~NewFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(part_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) throw std::runtime_error("The file " + part_ + " can't be written; is the disk full?");
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void finish() {
    if (::fsync(descriptor_) != 0) throw std::runtime_error("The file " + part_ + " did not reach the disk.");
    ::close(std::exchange(descriptor_, -1));
    if (std::rename(part_.c_str(), name_.c_str()) != 0)
      throw std::runtime_error("The file " + name_ + " can't be made.");
  }

 private:
  const std::string name_;
  const std::string part_;
  int descriptor_ = -1;
};

class SealedFile {
 public:
  SealedFile(const std::string& name, const db::SealKey& key)
      : file_(name, std::ios::binary), opener_(key, head_in(file_, name)) {}

  // Nothing at the end; throws where the file is not what was written.
  std::optional<std::string> next() {
    if (over_) return std::nullopt;
    std::array<char, 4> length{};
    if (!file_.read(length.data(), length.size())) throw std::runtime_error("The back-up is cut off.");
    std::uint32_t bytes = 0;
    for (std::size_t i = 0; i < length.size(); ++i)
      bytes |= static_cast<std::uint32_t>(static_cast<unsigned char>(length[i])) << (8 * i);
    if (bytes > k_message_bytes_max) throw std::runtime_error("The back-up is damaged.");
    std::string sealed(bytes, '\0');
    if (!file_.read(sealed.data(), static_cast<std::streamsize>(bytes)))
      throw std::runtime_error("The back-up is cut off.");
    auto opened = opener_.open(sealed);
    if (!opened || opened->message.empty())
      throw std::runtime_error("The back-up does not open: another key, or it was changed.");
    over_ = opened->last;
    return std::move(opened->message);
  }

 private:
  static std::string head_in(std::ifstream& file, const std::string& name) {
    std::string line(k_first_line.size(), '\0');
    std::string head(db::StreamOpener::head_bytes(), '\0');
    const bool read = file.read(line.data(), static_cast<std::streamsize>(line.size())) &&
                      file.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (!read || line != k_first_line) throw std::runtime_error("The file " + name + " is no back-up of Lamplight.");
    return head;
  }

  std::ifstream file_;
  db::StreamOpener opener_;
  bool over_ = false;
};

void report(const db::RowCounts& counts, std::string_view done, std::ostream& said) {
  std::int64_t rows = 0;
  for (const auto& [table, count] : counts) rows += count;
  said << done << " " << rows << " rows of " << counts.size() << " tables\n";
}

}  // namespace

int run_backup(const Settings& settings, const std::string& file, std::ostream& said, std::ostream& errors) {
  try {
    db::StreamSealer sealer(key_of(settings));
    db::Session session(settings.database, db::Purpose::administration);
    NewFile out(file);
    out.write(k_first_line);
    out.write(sealer.head());
    const auto counts = db::read_all_tables(session, Clock().now(), [&](const std::string& message, bool last) {
      const std::string sealed = sealer.seal(message, last);
      const auto length = length_of(sealed.size());
      out.write({length.data(), length.size()});
      out.write(sealed);
    });
    out.finish();
    report(counts, "backed up", said);
    return 0;
  } catch (const std::runtime_error& error) {
    errors << "lamplight-server backup: " << error.what() << "\n";
    return 1;
  }
}

int run_restore(const Settings& settings, const std::string& file, std::ostream& said, std::ostream& errors) {
  try {
    SealedFile in(file, key_of(settings));
    db::Session session(settings.database, db::Purpose::administration);
    report(db::write_all_tables(session, [&] { return in.next(); }), "restored", said);
    return 0;
  } catch (const std::runtime_error& error) {
    errors << "lamplight-server restore: " << error.what() << "\n";
    return 1;
  }
}

}  // namespace lamplight::server
