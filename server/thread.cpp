// Naming a thread for ps, gdb and /proc.
#include "server/thread.h"

#include <pthread.h>

namespace lamplight::server {

Thread::Thread(const std::string& name, std::function<void(std::stop_token)> body)
    : thread_([name, body = std::move(body)](const std::stop_token& stop) {
        pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
        body(stop);
      }) {}

}  // namespace lamplight::server
