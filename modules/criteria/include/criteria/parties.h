#pragma once

#include <criteria/texts.h>
#include <identity/bin.h>
#include <identity/iin.h>
#include <identity/personname.h>
#include <identity/staffrole.h>
#include <pki/certificate.h>

#include <QDate>
#include <QList>

namespace tirkeu::criteria {

/// The customer or the provider of biometric authentication, as printed into every document (BIO-9, 13, 23, 26).
struct Organisation
{
    Texts name;
    identity::Bin bin;
    Texts address;
    QString contact; ///< telephone or mail for clients; may be empty
};

/// A system of BIO-2(8) or BIO-2(9): who checks, who compares.
struct CheckSystem
{
    QString name;
    QString version;
};

struct Branch
{
    QString id;
    Texts name;
    Texts address;
};

struct Workstation
{
    QString id;
    QString branch;
    QString name;                   ///< as the header shows it: "PC07"
    QList<QByteArray> certificates; ///< SHA-256 of the workstation's own certificates
    QString clientScreen;           ///< EDID identity of the second display; empty where there is none
};

/// A member of staff. Known by certificate; the IIN binds a renewed certificate to the same person.
struct StaffMember
{
    identity::Iin iin;
    identity::PersonName name;
    identity::StaffRole role;
    QStringList branches;             ///< where they may serve; empty: everywhere
    QDate employed;                   ///< the five working days for the security rules run from here
    QDate acknowledged;               ///< when the security rules were signed; null: not yet (NEWS-logbook)
    QList<QByteArray> authentication; ///< SHA-256 of the certificates that sign in and unwrap
    QList<QByteArray> signing;        ///< SHA-256 of the certificates that sign documents
};

struct ScannerVendor
{
    QString id;
    QString name;
    pki::Certificate root; ///< device keys chain up to it (BIO-20)
};

struct Scanner
{
    QString id;
    QString workstation;
    QString vendor;
    QString model;
    QString serial;
    QString usb;                     ///< "vvvv:pppp", lower case; empty where it is on no USB port
    QString busPath;                 ///< the port it was registered at: "1-1.4"
    QList<QByteArray> firmware;      ///< SHA-256 of the accepted versions
    QList<QByteArray> configuration; ///< SHA-256 of the accepted configurations; empty: any
};

struct Camera
{
    enum class Use { Face, Document };
    QString id;
    QString workstation;
    Use use;
    QString model;
    QString usb;    ///< "vvvv:pppp", lower case
    QString serial; ///< empty where the camera has none
    QString busPath;
    QString firmware = {}; ///< its release as it tells USB, "0107"; empty: whichever it runs
};

[[nodiscard]] QString code(Camera::Use use); ///< "face", "document"

} // namespace tirkeu::criteria
