// Records one behind the other; one of length zero ends them.
//
// A record: 4 bytes of its length without these, 8 bytes of the time (ms), 1 byte whether it was retained,
// 2 bytes of the topic's length, the topic, the payload. Numbers as this machine has them: no other reads it.
#include "server/bridge_spool.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace lamplight::server {
namespace {

constexpr std::int64_t k_bytes_max = std::int64_t{32} * 1024 * 1024;
constexpr std::size_t k_length_bytes = 4;
constexpr std::size_t k_head_bytes = 11;  // behind the length

template <class Number>
void put(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

template <class Number>
Number number_at(const std::string& bytes, std::size_t at) {
  Number number{};
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

std::string record_of(const Arrived& message, Instant received_at) {
  std::string record;
  put(record, static_cast<std::uint32_t>(k_head_bytes + message.topic.size() + message.payload.size()));
  put(record, static_cast<std::int64_t>(ms_of(received_at)));
  record.push_back(message.retained ? '\1' : '\0');
  put(record, static_cast<std::uint16_t>(message.topic.size()));
  return record + message.topic + message.payload;
}

std::string whole(int file) {
  std::string bytes;
  char buffer[64 * 1024];
  for (ssize_t came = 0; (came = pread(file, buffer, sizeof buffer, static_cast<off_t>(bytes.size()))) > 0;) {
    bytes.append(buffer, static_cast<std::size_t>(came));
  }
  return bytes;
}

}  // namespace

BridgeSpool::BridgeSpool(const std::string& file) {
  if (file.empty()) return;
  file_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file_ < 0) throw std::runtime_error("The spool of bridges " + file + " can't be opened.");
  if (flock(file_, LOCK_EX | LOCK_NB) != 0) {
    close(file_);
    throw std::runtime_error("The spool of bridges " + file + " belongs to another process.");
  }
  read_left();
}

BridgeSpool::~BridgeSpool() {
  if (file_ >= 0) close(file_);
}

void BridgeSpool::read_left() {
  const std::string bytes = whole(file_);
  std::size_t at = 0;
  while (at + k_length_bytes + k_head_bytes <= bytes.size()) {
    const std::size_t length = number_at<std::uint32_t>(bytes, at);
    const std::size_t topic = number_at<std::uint16_t>(bytes, at + 13);
    // The end; or the last one, which we were killed in the middle of.
    if (length < k_head_bytes + topic || at + k_length_bytes + length > bytes.size()) break;
    const std::size_t text = at + k_length_bytes + k_head_bytes;
    left_.push_back({{bytes.substr(text, topic), bytes.substr(text + topic, length - k_head_bytes - topic),
                      bytes[at + 12] != '\0'},
                     instant_of_ms(number_at<std::int64_t>(bytes, at + 4))});
    at += k_length_bytes + length;
  }
  end_ = static_cast<std::int64_t>(at);
  kept_ = static_cast<std::int64_t>(left_.size());
}

std::vector<BridgeSpool::Entry> BridgeSpool::take_left() {
  std::vector<Entry> left;
  left.swap(left_);
  return left;
}

bool BridgeSpool::keep(const Arrived& message, Instant received_at) {
  std::string record = record_of(message, received_at);
  const auto length = static_cast<std::int64_t>(record.size());
  put(record, std::uint32_t{0});
  const std::lock_guard lock(mutex_);
  ++kept_;
  if (file_ < 0 || end_ + length > k_bytes_max) return false;
  if (pwrite(file_, record.data(), record.size(), end_) != static_cast<ssize_t>(record.size())) return false;
  end_ += length;
  return true;
}

std::int64_t BridgeSpool::kept() const {
  const std::lock_guard lock(mutex_);
  return kept_;
}

void BridgeSpool::forget(std::int64_t dealt_with) {
  const std::lock_guard lock(mutex_);
  if (kept_ != dealt_with || end_ == 0) return;
  const std::uint32_t nothing = 0;
  // Where even that fails all of it comes again, and is known.
  if (file_ < 0 || pwrite(file_, &nothing, sizeof nothing, 0) == sizeof nothing) end_ = 0;
}

}  // namespace lamplight::server
