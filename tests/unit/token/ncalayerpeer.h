#pragma once

#include <pki/softwarekey.h>

#include <QJsonObject>
#include <QUrl>

#include <functional>
#include <memory>

namespace tirkeu::test {

/// A program in the place of NCALayer: greets, takes one question per connection, answers as it is told to.
class NcaLayerPeer
{
public:
    struct Script
    {
        QByteArray greeting = R"({"result":{"version":"1.4"}})";
        /// Nothing: it stays silent. Empty bytes: it hangs up.
        std::function<std::optional<QByteArray>(const QJsonObject& question)> answer;
    };
    /// `tls` is what it shows of itself.
    NcaLayerPeer(const pki::SoftwareKey& tls, Script script);
    ~NcaLayerPeer();

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QJsonObject lastQuestion() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::test
