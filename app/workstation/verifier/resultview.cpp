#include "resultview.h"

#include "theme/language.h"
#include "widgets/flowlayout.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
struct Look
{
    const char* surface;
    const char* icon;
    Role role;
};

// Told by word and shape, not by colour alone.
Look look(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Valid:
        return {"good", "check", Role::Good};
    case Verdict::Invalid:
        return {"error", "error", Role::Error};
    case Verdict::Undecided:
        return {"warning", "warning", Role::Warning};
    }
    Q_UNREACHABLE();
}

QLabel* label(const QString& text, const char* role = nullptr)
{
    auto* made = new QLabel(text);
    made->setWordWrap(true);
    made->setTextFormat(Qt::PlainText);
    if (role != nullptr)
        made->setProperty("text-role", QString::fromLatin1(role));
    return made;
}
} // namespace

ResultView::ResultView(const Theme& theme, const LanguageSwitch& language, const CheckedDocument& document)
    : m_theme(theme)
    , m_language(language)
    , m_document(document)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("verifierResult"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(m_theme.px(12));
    addVerdict();
    addPictures();
    addRecord();
    for (const CheckedSignature& signature : m_document.signatures)
        addSignature(signature);
    addFileChecks();
    m_column->addStretch(1);
}

QWidget* ResultView::mark(Verdict verdict, int size) const
{
    auto* icon = new QLabel;
    const Look shown = look(verdict);
    icon->setPixmap(m_theme.picture(QString::fromLatin1(shown.icon), size, shown.role));
    return icon;
}

QVBoxLayout* ResultView::addCard(const QString& title)
{
    auto* card = new QFrame;
    card->setProperty("surface", QStringLiteral("card"));
    auto* column = new QVBoxLayout(card);
    const int side = m_theme.px(16);
    column->setContentsMargins(side, m_theme.px(12), side, m_theme.px(14));
    column->setSpacing(m_theme.px(6));
    if (!title.isEmpty())
        column->addWidget(label(title, "heading"));
    m_column->addWidget(card);
    return column;
}

void ResultView::addVerdict()
{
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("verdictCard"));
    card->setProperty("surface", QString::fromLatin1(look(m_document.verdict).surface));
    auto* row = new QHBoxLayout(card);
    const int side = m_theme.px(16);
    row->setContentsMargins(side, side, side, side);
    row->setSpacing(m_theme.px(14));
    row->addWidget(mark(m_document.verdict, 44), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(m_theme.px(4));
    const QString verdict = m_document.verdict == Verdict::Valid     ? tr("The document is valid")
                            : m_document.verdict == Verdict::Invalid ? tr("The document is not valid")
                                                                     : tr("This cannot be decided yet");
    auto* title = label(verdict, "title");
    title->setObjectName(QStringLiteral("verdictText"));
    words->addWidget(title);
    const QString reason = m_document.reason ? m_language.sentence(*m_document.reason)
                                             : tr("It is as it was signed, and everything that confirms it is there.");
    words->addWidget(label(reason, "lead"));
    setAccessibleName(verdict + QStringLiteral(". ") + reason);
    words->addWidget(label(m_document.fileName));
    const QString level = m_document.level.isEmpty() ? QString() : tr("Level: %1").arg(m_document.level);
    QStringList facts{level, tr("Verdict for: %1").arg(core::shownDateTime(m_document.at)), m_document.indication};
    facts.removeAll(QString());
    words->addWidget(label(facts.join(QStringLiteral("   ·   ")), "small"));
    row->addLayout(words, 1);
    m_column->addWidget(card);
}

void ResultView::addPictures()
{
    if (m_document.pictures.isEmpty())
        return;
    QVBoxLayout* column = addCard(tr("Pictures"));
    auto* strip = new QWidget;
    auto* flow = new FlowLayout;
    flow->setContentsMargins(0, 0, 0, 0);
    flow->setSpacing(m_theme.px(12));
    strip->setLayout(flow);
    for (const CheckedPicture& picture : m_document.pictures) {
        auto* cell = new QWidget;
        cell->setFixedWidth(m_theme.px(200));
        auto* inside = new QVBoxLayout(cell);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(m_theme.px(4));
        auto* shown = new QLabel;
        const QString caption = picture.said.caption.shownIn(m_language.language());
        const QImage image = QImage::fromData(picture.bytes);
        if (image.isNull())
            shown->setText(tr("This picture cannot be shown"));
        else
            shown->setPixmap(QPixmap::fromImage(
                image.scaled(m_theme.px(200), m_theme.px(150), Qt::KeepAspectRatio, Qt::SmoothTransformation)));
        shown->setWordWrap(image.isNull());
        shown->setAccessibleName(caption.isEmpty() ? picture.said.file : caption);
        inside->addWidget(shown);
        if (!caption.isEmpty())
            inside->addWidget(label(caption, "small"));
        if (const QString verdict = picture.said.verdict.shownIn(m_language.language()); !verdict.isEmpty()) {
            auto* line = new QHBoxLayout;
            const bool done = picture.said.shape == evidence::ResultShape::Passed;
            line->addWidget(mark(done ? Verdict::Valid : Verdict::Invalid, 16), 0, Qt::AlignTop);
            line->addWidget(label(verdict, "small"), 1);
            inside->addLayout(line);
        }
        inside->addStretch(1);
        flow->addWidget(cell);
    }
    column->addWidget(strip);
}

void ResultView::addRecord()
{
    if (!m_document.record)
        return;
    const evidence::RecordView& record = *m_document.record;
    const Language language = m_language.language();
    QVBoxLayout* column = addCard(record.title.shownIn(language));
    if (const QString result = record.result.shownIn(language); !result.isEmpty()) {
        auto* row = new QHBoxLayout;
        if (record.shape != evidence::ResultShape::Neutral)
            row->addWidget(mark(record.shape == evidence::ResultShape::Passed ? Verdict::Valid : Verdict::Invalid, 22),
                0, Qt::AlignTop);
        row->addWidget(label(result, "lead"), 1);
        column->addLayout(row);
    }
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(m_theme.px(18));
    grid->setVerticalSpacing(m_theme.px(5));
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    for (int i = 0; const evidence::RecordLine& line : record.lines) {
        grid->addWidget(label(line.label.shownIn(language), "muted"), i, 0, Qt::AlignTop);
        grid->addWidget(label(line.value.shownIn(language)), i++, 1, Qt::AlignTop);
    }
    column->addLayout(grid);
    if (!m_document.otherFiles.isEmpty())
        column->addWidget(
            label(tr("Attached as well: %1").arg(m_document.otherFiles.join(QStringLiteral(", "))), "small"));
}

void ResultView::addSignature(const CheckedSignature& signature)
{
    const bool isStamp = signature.kind == CheckedSignature::Kind::TimeStamp;
    QVBoxLayout* column = addCard(isStamp ? tr("Archive time stamp") : tr("Signature: %1").arg(signature.name));
    QStringList facts;
    const auto add = [&facts](const QString& text, const QString& value) {
        if (!value.isEmpty())
            facts.append(text.arg(value));
    };
    add(QStringLiteral("%1"), signature.organisation);
    add(tr("BIN %1"), signature.bin);
    add(tr("IIN %1"), signature.iin);
    if (signature.provenTime)
        add(tr("Existed by: %1"), core::shownDateTime(*signature.provenTime));
    if (!facts.isEmpty())
        column->addWidget(label(facts.join(QStringLiteral("   ·   ")), "muted"));
    addChecks(column, signature.checks);
}

void ResultView::addFileChecks()
{
    if (!m_document.checks.isEmpty())
        addChecks(addCard(tr("The file")), m_document.checks);
}

void ResultView::addChecks(QVBoxLayout* column, const QList<CheckLine>& checks)
{
    for (const CheckLine& check : checks) {
        auto* row = new QHBoxLayout;
        row->setSpacing(m_theme.px(10));
        row->addWidget(mark(check.verdict, 18), 0, Qt::AlignTop);
        row->addWidget(label(m_language.sentence(check.sentence)), 1);
        column->addLayout(row);
    }
}

} // namespace tirkeu::workstation
