// The shapes of the registers: columns in the order of db/statements_records.h.
#include <array>

#include "db/register_records.h"
#include "model/check.h"

namespace lamplight::db {
namespace {

constexpr double k_ms_max = 32'503'680'000'000;  // the year 3000
constexpr std::string_view k_genders = "female male";
constexpr std::string_view k_roles = "administrator dispatcher care_worker family";

constexpr std::string_view k_levels = "city town street community grid";

constexpr std::array<Column, 6> k_district{{
    {.name = "name", .required = true, .most = 100},
    {.name = "name_en", .required = true, .most = 100},
    {.name = "lat", .type = CellType::number, .required = true, .least = -90, .most = 90},
    {.name = "lon", .type = CellType::number, .required = true, .least = -180, .most = 180},
    {.name = "parent", .nullable = true, .most = 64, .refers = Refers::to_district, .code = true},
    {.name = "level", .most = 12, .one_of = k_levels},
}};

constexpr std::array<Column, 3> k_skill{{
    {.name = "name", .required = true, .most = 100},
    {.name = "name_en", .required = true, .most = 100},
    {.name = "for_two", .type = CellType::truth},
}};

constexpr std::array<Column, 11> k_worker{{
    {.name = "name", .required = true},
    {.name = "phone", .most = 40},
    {.name = "gender", .most = 10, .one_of = k_genders},
    {.name = "languages", .type = CellType::words},
    {.name = "on_duty", .type = CellType::truth},
    {.name = "archived", .type = CellType::truth},
    {.name = "by_sms", .type = CellType::truth},
    {.name = "lat", .type = CellType::number, .editable = false, .nullable = true},
    {.name = "lon", .type = CellType::number, .editable = false, .nullable = true},
    {.name = "accuracy_m", .type = CellType::number, .editable = false},
    {.name = "position_at", .type = CellType::time, .editable = false},
}};
constexpr std::array<ListColumn, 2> k_worker_lists{
    {{"skills", Register::skills, "skill_expiry"}, {"districts", Register::districts}}};

constexpr std::array<Column, 13> k_device{{
    {.name = "resident", .nullable = true, .most = 64, .refers = Refers::to_resident, .code = true},
    {.name = "district", .required = true, .most = 64, .refers = Refers::to_district, .code = true},
    {.name = "model", .required = true, .most = 40, .code = true},
    {.name = "room", .most = 40},
    {.name = "interval_s", .type = CellType::whole, .least = 0, .most = 604'800},
    {.name = "call_back", .most = 100},
    {.name = "retired", .type = CellType::truth},
    {.name = "heard_at", .type = CellType::time, .editable = false, .nullable = true},
    {.name = "online", .type = CellType::truth, .editable = false, .nullable = true},
    {.name = "battery_pct", .type = CellType::whole, .editable = false, .nullable = true},
    {.name = "mains", .type = CellType::truth, .editable = false, .nullable = true},
    {.name = "rssi_dbm", .type = CellType::whole, .editable = false, .nullable = true},
    {.name = "firmware", .editable = false, .nullable = true},
}};

constexpr std::array<Column, 5> k_shift{{
    {.name = "worker", .required = true, .most = 64, .refers = Refers::to_worker, .code = true},
    {.name = "start", .type = CellType::time, .required = true, .most = k_ms_max},
    {.name = "end", .type = CellType::time, .required = true, .most = k_ms_max},
    {.name = "break_start", .type = CellType::time, .nullable = true, .most = k_ms_max},
    {.name = "break_end", .type = CellType::time, .nullable = true, .most = k_ms_max},
}};

constexpr std::array<Column, 6> k_user{{
    {.name = "username", .required = true, .most = 100},
    {.name = "role", .required = true, .most = 20, .one_of = k_roles},
    {.name = "person", .most = 64, .code = true},
    {.name = "name", .required = true},
    {.name = "language", .most = 20, .code = true},
    {.name = "disabled", .type = CellType::truth},
}};

constexpr std::array<Column, 8> k_vehicle{{
    {.name = "name", .required = true},
    {.name = "plate", .most = 40},
    {.name = "kind", .most = 20, .one_of = "car van bicycle electric_bicycle ambulance"},
    {.name = "seats", .type = CellType::whole, .least = 0, .most = 60},
    {.name = "equipment", .type = CellType::words},
    {.name = "district", .nullable = true, .most = 64, .refers = Refers::to_district, .code = true},
    {.name = "worker", .nullable = true, .most = 64, .refers = Refers::to_worker, .code = true},
    {.name = "archived", .type = CellType::truth},
}};

constexpr std::array<Column, 8> k_organisation{{
    {.name = "name", .required = true},
    {.name = "name_en"},
    {.name = "kind", .most = 20, .one_of = "hospital clinic fire police meals cleaning repair transport shop other"},
    {.name = "phone", .most = 40},
    {.name = "contact"},
    {.name = "address", .most = 400},
    {.name = "district", .nullable = true, .most = 64, .refers = Refers::to_district, .code = true},
    {.name = "archived", .type = CellType::truth},
}};

// Read here across the town; a contact is changed with her resident's record, which has the version and the history.
constexpr std::array<Column, 7> k_contact{{
    {.name = "resident", .editable = false},
    {.name = "resident_name", .editable = false},
    {.name = "name", .editable = false},
    {.name = "relation", .editable = false},
    {.name = "phone", .editable = false},
    {.name = "language", .editable = false},
    {.name = "has_key", .type = CellType::truth, .editable = false},
}};

constexpr std::array<RegisterShape, 9> k_shapes{{
    {Register::districts, "districts", "district", k_district, {}},
    {Register::skills, "skills", "skill", k_skill, {}},
    {Register::workers, "workers", "worker", k_worker, k_worker_lists},
    {Register::devices, "devices", "device", k_device, {}},
    {Register::shifts, "shifts", "shift", k_shift, {}},
    {Register::users, "users", "user", k_user, {}},
    {Register::vehicles, "vehicles", "vehicle", k_vehicle, {}},
    {Register::organisations, "organisations", "organisation", k_organisation, {}},
    {Register::contacts, "contacts", "contact", k_contact, {}},
}};

}  // namespace

const RegisterShape& shape_of(Register which) {
  const RegisterShape& shape = k_shapes.at(static_cast<std::size_t>(which));
  LAMPLIGHT_CHECK(shape.which == which);
  return shape;
}

}  // namespace lamplight::db
