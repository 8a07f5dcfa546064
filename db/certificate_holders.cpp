// One question.
#include "db/certificate_holders.h"

#include "db/statements_sign_ins.h"

namespace lamplight::db {

Result<std::set<DeviceId>, StoreError> holders_of(Pool& pool, const std::set<std::string>& serials) {
  return pool.run<std::set<DeviceId>>([&](Session& session) {
    std::set<DeviceId> holders;
    Params wanted;
    for (const std::string& serial : serials) wanted.emplace_back(serial);
    session.query_in(k_list_certificate_holders, {}, wanted, {},
                     [&](const Row& row) { holders.insert(row.id<DeviceId>(0)); });
    return holders;
  });
}

}  // namespace lamplight::db
