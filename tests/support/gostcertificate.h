#pragma once

#include <QByteArray>

namespace tirkeu::test {

/// A certificate with a P-256 key like any other, its key turned into one of ST RK GOST R 34.10-2015
/// (1.2.398.3.10.1.1.2.2), which nothing here can use; the signature over it no longer fits, and is not looked at to
/// recognise it. Empty: it has no key of that form.
[[nodiscard]] inline QByteArray withGostKey(QByteArray der)
{
    const QByteArray ecKey = QByteArray::fromHex("06072a8648ce3d0201"); // id-ecPublicKey
    const QByteArray curve = QByteArray::fromHex("06082a8648ce3d030107");
    // Their nineteen bytes become its identifier and parameters of whatever content.
    const QByteArray gost = QByteArray::fromHex("06092a830e030a01010202") + QByteArray::fromHex("0406000000000000");
    const qsizetype at = der.indexOf(ecKey + curve);
    if (at < 0 || gost.size() != ecKey.size() + curve.size())
        return {};
    der.replace(at, gost.size(), gost);
    return der;
}

} // namespace tirkeu::test
