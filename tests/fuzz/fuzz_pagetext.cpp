#include "contentreader.h"

#include <cstdint>
#include <cstdlib>

using namespace tirkeu;

// A page's content stream: whatever the bytes, an answer, and no more text than there are codes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const evidence::FontGlyphs fonts{{"/F1", {{1, QStringLiteral("a")}, {0x4142, QStringLiteral("b")}}}};
    const QByteArrayView content(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto text = evidence::shownText(content, fonts);
    if (text && text->size() > content.size())
        std::abort();
    return 0;
}
