#include <criteria/draft.h>

#include <core/encoding.h>

#include <QJsonArray>

#include <functional>

namespace tirkeu::criteria {

using namespace Qt::Literals::StringLiterals;

namespace {

void addFingerprint(QJsonObject& object, const QString& key, const pki::Certificate& certificate)
{
    QJsonArray list = object.value(key).toArray();
    const QString fingerprint = QString::fromLatin1(core::toHex(certificate.fingerprint()));
    if (!list.contains(fingerprint))
        list.append(fingerprint);
    object.insert(key, list);
}

/// Lets `change` at each object of a list.
void forEach(QJsonObject& document, const QString& key, const std::function<void(QJsonObject&)>& change)
{
    QJsonArray list = document.value(key).toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        QJsonObject element = list.at(i).toObject();
        change(element);
        list[i] = element;
    }
    document.insert(key, list);
}

} // namespace

QJsonObject withCertificates(const QJsonObject& draft, const QList<pki::Certificate>& certificates)
{
    QJsonObject document = draft;
    QJsonObject signing = document.value(u"signing"_s).toObject();
    const bool sealed = signing.value(u"by"_s) == u"organisation-seal"_s;
    const auto binOf = [&draft](const QString& party) {
        return draft.value(party).toObject().value(u"bin"_s).toString();
    };
    for (const pki::Certificate& certificate : certificates) {
        const pki::DistinguishedName& subject = certificate.subject();
        if (certificate.isAuthority()) {
            forEach(document, u"scannerVendors"_s, [&](QJsonObject& vendor) {
                if (vendor.value(u"name"_s).toString() == subject.commonName)
                    vendor.insert(u"root"_s, QString::fromLatin1(core::toBase64(certificate.der())));
            });
            continue;
        }
        const bool signs = certificate.isFitFor(pki::CertificateUse::DocumentSignature);
        if (!subject.iin.isEmpty()) {
            forEach(document, u"staff"_s, [&](QJsonObject& member) {
                if (member.value(u"iin"_s).toString() != subject.iin)
                    return;
                if (signs)
                    addFingerprint(member, u"signing"_s, certificate);
                if (certificate.isFitFor(pki::CertificateUse::Authentication))
                    addFingerprint(member, u"authentication"_s, certificate);
            });
        } else if (sealed && signs && !subject.bin.isEmpty() &&
                   (subject.bin == binOf(u"customer"_s) || subject.bin == binOf(u"provider"_s))) {
            addFingerprint(signing, u"seals"_s, certificate);
        }
        forEach(document, u"workstations"_s, [&](QJsonObject& workstation) {
            if (workstation.value(u"id"_s).toString() == subject.commonName)
                addFingerprint(workstation, u"certificates"_s, certificate);
        });
    }
    document.insert(u"signing"_s, signing);
    return document;
}

} // namespace tirkeu::criteria
