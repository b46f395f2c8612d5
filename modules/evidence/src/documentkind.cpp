#include <evidence/documentkind.h>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kKindUnknown{"evidence.kind-unknown"};
constexpr std::array<const char16_t*, kDocumentKinds.size()> kCodes{u"face-authenticity", u"face-comparison",
    u"palm-authenticity", u"palm-comparison", u"decision", u"consent", u"consent-withdrawal", u"personal-presence",
    u"annulment", u"destruction-act", u"delivery-confirmation"};
} // namespace

QString kindCode(DocumentKind kind)
{
    return QString::fromUtf16(kCodes.at(static_cast<std::size_t>(kind)));
}

Result<DocumentKind> kindFromCode(QStringView code)
{
    for (const DocumentKind kind : kDocumentKinds) {
        if (kindCode(kind) == code)
            return kind;
    }
    return failure(kKindUnknown, ErrorKind::OperatorCanFix, QStringLiteral("kind"), {code.toString().left(40)});
}

} // namespace tirkeu::evidence
