// A VFS of SQLite's, as its documentation has it (sqlite.org/vfs.html): ours holds the ordinary one's file.
#include "tests/unit/db/failing_file.h"

#include <sqlite3.h>

#include <new>

namespace lamplight::tests {
namespace {

int calls = 0;
int fails_from = 0;  // of calls; 0: never
int fails_until = 0;

bool fails() {
  ++calls;
  return fails_from > 0 && calls >= fails_from && calls < fails_until;
}

struct File {
  sqlite3_file ours;  // first: SQLite knows no more of it
  sqlite3_file* theirs;
};

sqlite3_file* theirs(sqlite3_file* file) {
  return reinterpret_cast<File*>(file)->theirs;
}

sqlite3_vfs* ordinary = nullptr;

int on_close(sqlite3_file* f) { return theirs(f)->pMethods->xClose(theirs(f)); }
int on_read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return theirs(f)->pMethods->xRead(theirs(f), to, n, at); }
int on_write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  return fails() ? SQLITE_IOERR_WRITE : theirs(f)->pMethods->xWrite(theirs(f), from, n, at);
}
int on_truncate(sqlite3_file* f, sqlite3_int64 size) {
  return fails() ? SQLITE_IOERR_TRUNCATE : theirs(f)->pMethods->xTruncate(theirs(f), size);
}
int on_sync(sqlite3_file* f, int flags) {
  return fails() ? SQLITE_IOERR_FSYNC : theirs(f)->pMethods->xSync(theirs(f), flags);
}
int on_size(sqlite3_file* f, sqlite3_int64* size) { return theirs(f)->pMethods->xFileSize(theirs(f), size); }
int on_lock(sqlite3_file* f, int how) { return theirs(f)->pMethods->xLock(theirs(f), how); }
int on_unlock(sqlite3_file* f, int how) { return theirs(f)->pMethods->xUnlock(theirs(f), how); }
int on_reserved(sqlite3_file* f, int* answer) { return theirs(f)->pMethods->xCheckReservedLock(theirs(f), answer); }
int on_control(sqlite3_file* f, int what, void* with) { return theirs(f)->pMethods->xFileControl(theirs(f), what, with); }
int on_sector(sqlite3_file* f) { return theirs(f)->pMethods->xSectorSize(theirs(f)); }
int on_traits(sqlite3_file* f) { return theirs(f)->pMethods->xDeviceCharacteristics(theirs(f)); }
int on_map(sqlite3_file* f, int page, int size, int extend, void volatile** at) {
  return theirs(f)->pMethods->xShmMap(theirs(f), page, size, extend, at);
}
int on_shared_lock(sqlite3_file* f, int from, int n, int how) { return theirs(f)->pMethods->xShmLock(theirs(f), from, n, how); }
void on_barrier(sqlite3_file* f) { theirs(f)->pMethods->xShmBarrier(theirs(f)); }
int on_unmap(sqlite3_file* f, int remove) { return theirs(f)->pMethods->xShmUnmap(theirs(f), remove); }

const sqlite3_io_methods k_methods{2,         on_close,   on_read,  on_write,    on_truncate, on_sync,
                                   on_size,   on_lock,    on_unlock, on_reserved, on_control,  on_sector,
                                   on_traits, on_map,     on_shared_lock, on_barrier, on_unmap, nullptr,
                                   nullptr};

int on_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  auto* ours = new (file) File{};
  ours->theirs = reinterpret_cast<sqlite3_file*>(ours + 1);
  const int opened = ordinary->xOpen(ordinary, name, ours->theirs, flags, out);
  ours->ours.pMethods = opened == SQLITE_OK ? &k_methods : nullptr;
  return opened;
}

int on_delete(sqlite3_vfs*, const char* name, int sync) {
  return fails() ? SQLITE_IOERR_DELETE : ordinary->xDelete(ordinary, name, sync);
}

void stand_before_the_ordinary_one() {
  static sqlite3_vfs failing;
  if (ordinary != nullptr) return;
  ordinary = sqlite3_vfs_find(nullptr);
  failing = *ordinary;
  failing.zName = "failing";
  failing.szOsFile = static_cast<int>(sizeof(File)) + ordinary->szOsFile;
  failing.xOpen = on_open;
  failing.xDelete = on_delete;
  sqlite3_vfs_register(&failing, 1);
}

}  // namespace

void fail_file_at(int nth, int failures) {
  stand_before_the_ordinary_one();
  calls = 0;
  fails_from = nth;
  fails_until = nth + failures;
}

int file_calls() {
  return calls;
}

}  // namespace lamplight::tests
