// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The yardstick for opening a file: reads it at once and looks at each value in it with simdjson's On-Demand
// parser, strings unescaped. Prints what it has seen, so that nothing of it is left out.
#include <simdjson.h>

#include <cstdint>
#include <cstdio>

namespace {

namespace ondemand = simdjson::ondemand;

struct Tally
{
    std::uint64_t values = 0;
    std::uint64_t bytes = 0;
    double sum = 0;
};

void walk(ondemand::value value, Tally &tally)
{
    ++tally.values;
    switch (value.type()) {
    case ondemand::json_type::object:
        for (auto field : value.get_object()) {
            tally.bytes += std::string_view(field.unescaped_key()).size();
            walk(field.value(), tally);
        }
        break;
    case ondemand::json_type::array:
        for (auto element : value.get_array())
            walk(element.value(), tally);
        break;
    case ondemand::json_type::string:
        tally.bytes += std::string_view(value.get_string()).size();
        break;
    case ondemand::json_type::number:
        tally.sum += double(value.get_double());
        break;
    case ondemand::json_type::boolean:
        tally.sum += bool(value.get_bool()) ? 1 : 0;
        break;
    case ondemand::json_type::null:
        tally.sum += value.is_null() ? 1 : 0;
        break;
    }
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 2) {
        std::fputs("usage: bench_walkvalues FILE\n", stderr);
        return 2;
    }
    try {
        const simdjson::padded_string text = simdjson::padded_string::load(argv[1]);
        ondemand::parser parser;
        ondemand::document document = parser.iterate(text);
        Tally tally;
        walk(document.get_value(), tally);
        std::printf("%llu values, %llu bytes of text, sum %f\n",
                    static_cast<unsigned long long>(tally.values),
                    static_cast<unsigned long long>(tally.bytes), tally.sum);
    } catch (const simdjson::simdjson_error &error) {
        std::fprintf(stderr, "%s: %s\n", argv[1], error.what());
        return 1;
    }
    return 0;
}
