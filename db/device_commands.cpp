// Rows in and out.
#include "db/device_commands.h"

#include <limits>

#include "db/accounts.h"
#include "db/statements_device_commands.h"

namespace lamplight::db {

Result<Done, StoreError> DeviceCommands::add(const DeviceCommand& command, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.insert(k_add_device_command,
                     {{command.id, command.device, command.what, command.body, command.who, command.sent_at}});
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<std::vector<DeviceCommand>, StoreError> DeviceCommands::list(const DeviceId& device,
                                                                    const std::optional<CommandPlace>& after,
                                                                    std::size_t max) {
  const CommandPlace from =
      after.value_or(CommandPlace{instant_of_ms(std::numeric_limits<std::int64_t>::max()), std::string()});
  return pool_.run<std::vector<DeviceCommand>>([&](Session& session) {
    std::vector<DeviceCommand> commands;
    session.query(k_list_device_commands, {device, from.sent_at, from.sent_at, from.id, static_cast<std::int64_t>(max)},
                  [&](const Row& row) {
                    DeviceCommand command{row.text(0),
                                          device,
                                          row.text(1),
                                          row.text(2),
                                          row.text(3),
                                          row.instant(4),
                                          row.instant_or_nothing(5),
                                          std::nullopt,
                                          row.text(7)};
                    if (!row.null(6)) command.ok = row.truth(6);
                    commands.push_back(std::move(command));
                  });
    return commands;
  });
}

}  // namespace lamplight::db
