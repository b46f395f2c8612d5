#include "guidepage.h"

#include "guidetext.h"
#include "widgets/messagebar.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotWritten{"guide.not-written"};

const char* roleOf(GuideBlock::Kind kind)
{
    switch (kind) {
    case GuideBlock::Kind::Title:
        return "title";
    case GuideBlock::Kind::Heading:
        return "heading";
    default:
        return "body";
    }
}
} // namespace

GuidePage::GuidePage(const Theme& theme, const LanguageSwitch& language, const QString& folder)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_folder(folder)
    , m_said(new MessageBar(theme))
    , m_save(addSecondary(QStringLiteral("saveGuideButton")))
{
    setObjectName(QStringLiteral("guidePage"));
    setBodyWidth(820);
    body()->addWidget(m_said);
    connect(primary(), &QPushButton::clicked, this, &GuidePage::backRequested);
    connect(m_save, &QPushButton::clicked, this, &GuidePage::write);
    retranslate();
}

void GuidePage::write()
{
    const QString path =
        QDir(m_folder).filePath(QStringLiteral("tirkeu-guide-%1.pdf").arg(core::languageCode(m_language.language())));
    QDir().mkpath(m_folder);
    QSaveFile file(path);
    const QByteArray pdf = guidePdf(m_language.language());
    if (file.open(QIODevice::WriteOnly) && file.write(pdf) == pdf.size() && file.commit())
        m_said->say(MessageKind::Good, tr("Saved: %1").arg(QDir::toNativeSeparators(path)));
    else
        m_said->say(MessageKind::Error, m_language.sentence({kNotWritten, ErrorKind::OperatorCanFix, path, {path}}));
    bringIntoView(m_said);
}

void GuidePage::retranslate()
{
    primary()->setText(tr("Back"));
    m_save->setText(tr("Save as PDF"));
    m_said->clear();
    delete m_text;
    m_text = new QWidget;
    auto* column = new QVBoxLayout(m_text);
    column->setContentsMargins(0, 0, 0, 0);
    bool isFirst = true;
    for (const GuideBlock& block : guideBlocks(m_language.language())) {
        if (block.kind == GuideBlock::Kind::NewPage)
            continue;
        if (isFirst) {
            setTitle(block.text);
            isFirst = false;
            continue;
        }
        auto* label = new QLabel(block.text);
        label->setWordWrap(true);
        label->setProperty("text-role", QLatin1StringView(roleOf(block.kind)));
        column->addWidget(label);
    }
    column->addStretch(1);
    body()->addWidget(m_text);
}

} // namespace tirkeu::workstation
