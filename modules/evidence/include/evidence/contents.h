#pragma once

#include <evidence/documentkind.h>
#include <evidence/parts.h>

namespace tirkeu::evidence {

/// A signal or command shown to the person, what the video then showed, and the picture that belongs to it.
struct Command
{
    Text code;
    LocalText description;
    Required<CheckOutcome> outcome;
    Picture picture;
};

/// Paragraph 9. Made whatever the outcome.
struct FaceAuthenticity
{
    Heading heading;
    Required<CheckOutcome> result;
    Required<int> attempt;
    AtLeastOne<Command> commands;
    Device camera;
    AtLeastOne<FrameDigest> frames; ///< what was judged
};

/// Paragraph 13, for the bank's own verified image only. The frame that was judged is the compared picture.
struct FaceComparison
{
    Heading heading;
    Required<CheckOutcome> result;
    Picture compared;                  ///< obtained as the result of the authenticity check
    Text verifiedImage;                ///< identifier of the bank's own verified image
    Required<core::Uuid> authenticity; ///< the document of paragraph 9 it comes from
};

/// Paragraph 23. Made whatever the outcome.
struct PalmAuthenticity
{
    Heading heading;
    Required<CheckOutcome> result;
    Required<int> attempt;
    Required<Hand> hand;
    Device device;
    LocalText characteristics;      ///< what was analysed against dummies (BIO-21)
    AtLeastOne<FrameDigest> frames; ///< what was judged
};

/// Paragraph 26. An identifier of the print, never its image.
struct PalmComparison
{
    Heading heading;
    Required<CheckOutcome> result;
    Text formedPrint; ///< identifier
    Required<Hand> hand;
    Device device;
    AtLeastOne<FrameDigest> frames; ///< that the print was formed from
};

/// Paragraphs 16 and 29.
struct Decision
{
    Heading heading;
    Required<Modality> modality;
    Required<CheckOutcome> result;
    AtLeastOne<core::Uuid> basis; ///< the documents it rests on
    LocalText grounds;
    QList<ReceivedDocument> received = {}; ///< others' that it rests on too: IDEC's comparison (paragraph 13)
};

struct ConsentItem
{
    Text code;
    LocalText text;
    Required<bool> given;
};

struct Consent
{
    Heading heading;
    AtLeastOne<ConsentItem> items; ///< kept apart, each by itself
    LocalText term;
    LocalText transfer;    ///< to third parties, across borders, in public sources
    LocalText data;        ///< which data
    Text shownLanguage;    ///< "kk", "ru" or "en"
    LocalText confirmedBy; ///< the client's means of identification
    std::optional<LocalText> purpose = {};
    std::optional<LocalText> withdrawal = {}; ///< how it can be taken back
};

struct ConsentWithdrawal
{
    Heading heading;
    Required<core::Uuid> consent;
    AtLeastOne<ConsentItem> items; ///< what is withdrawn; `given` is what remains true of each
    LocalText confirmedBy;
};

struct PersonalPresence
{
    Heading heading;
    Required<CheckOutcome> result; ///< of the visual identification
    LocalText document;            ///< kind of the identity document shown
    Text documentNumber;           ///< masked but for its end
    LocalText place;
};

struct Annulment
{
    Heading heading;
    Required<core::Uuid> annulled;
    Digest annulledSha256;
    std::optional<core::Uuid> supersededBy = {};
    LocalText reason;
};

/// One client's data. The act outlives them and names nobody: who holds the vault can hold an IIN against `reference`.
struct DestroyedItem
{
    LocalText what;
    Digest reference; ///< keyed
    Digest sha256;    ///< over the journal's entries that no longer open
};

struct DestructionAct
{
    ActHeading heading;
    AtLeastOne<DestroyedItem> items;
    LocalText grounds;
    LocalText method;
    Text secondPerson;
};

/// A document as it lay in a package: this very revision.
struct SentDocument
{
    Required<core::Uuid> document;
    Required<DocumentKind> kind;
    Digest sha256;
};

/// What the data centre's gateway signed about a package; the receipt itself is attached.
struct PackageReceipt
{
    Required<core::WallTime> received;
    Text gateway;
    Digest sha256;
};

/// A case's documents on their way to the bank's reference database.
struct Delivery
{
    Required<core::Uuid> package;
    Required<core::WallTime> sent;
    AtLeastOne<SentDocument> documents;
    std::optional<PackageReceipt> receipt = {}; ///< none: sent, and nothing heard yet
};

/// Paragraphs 17 and 30, on the client's request: that their electronic documents were sent, and received.
struct DeliveryConfirmation
{
    Heading heading;
    AtLeastOne<Delivery> deliveries;
};

} // namespace tirkeu::evidence
