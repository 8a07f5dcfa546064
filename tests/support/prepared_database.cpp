// One maker at a time, by a lock on a file; the copies are made while nobody makes.
#include "tests/support/prepared_database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <stdexcept>

#include "db/migrate.h"
#include "model/digest.h"
#include "tests/support/child.h"
#include "tests/support/source_tree.h"

namespace lamplight::tests {
namespace {

namespace fs = std::filesystem;

class Lock {
 public:
  explicit Lock(const std::string& file) : file_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    if (file_ < 0) throw std::runtime_error("no lock " + file);
    take(LOCK_EX);
  }
  ~Lock() { close(file_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  void share() { take(LOCK_SH); }

 private:
  void take(int how) {
    while (flock(file_, how) != 0) {
      if (errno != EINTR) throw std::runtime_error("no lock on the prepared database");
    }
  }

  int file_;
};

// Changes with any migration and with the server.
std::string name_for(const std::string& mariadbd) {
  const auto migrations = db::read_migrations(db::default_migrations_folder());
  if (!migrations) throw std::runtime_error(migrations.error());
  std::string all;
  for (const db::Migration& one : migrations.value()) all += one.checksum;
  const auto written = fs::last_write_time(mariadbd).time_since_epoch().count();
  return digest_of({all, std::to_string(fs::file_size(mariadbd)), std::to_string(written)}).substr(0, 16);
}

// Without holes, as MariaDB lays its log out: on a disk that fills up, room for it is there already.
void copy_folder(const std::string& from, const std::string& to) {
  run_child({installed_program("cp"), "--recursive", "--sparse=never", from, to}, to + ".copy.log");
}

}  // namespace

void copy_prepared(const std::string& target, const std::string& mariadbd,
                   const std::function<void(const std::string&)>& make) {
  const fs::path folder = source_tree() / "build" / "databases";
  fs::create_directories(folder);
  const fs::path ready = folder / name_for(mariadbd);
  Lock lock((source_tree() / "build" / "databases.lock").string());
  if (!fs::exists(ready)) {
    for (const auto& old : fs::directory_iterator(folder)) fs::remove_all(old.path());
    const fs::path unfinished = folder / "unfinished";
    make(unfinished.string());
    fs::rename(unfinished, ready);
  }
  lock.share();
  copy_folder(ready.string(), target);
}

}  // namespace lamplight::tests
