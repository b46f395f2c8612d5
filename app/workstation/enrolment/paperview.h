#pragma once

#include "counter.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QFrame>

class QVBoxLayout;

namespace tirkeu::workstation {

/// One document as it will be signed: its result, every value, every picture.
class PaperView : public QFrame
{
public:
    PaperView(const Theme& theme, Language language, const ShownPaper& paper);

private:
    void addPictures(const Theme& theme, Language language, const QList<CheckedPicture>& pictures);

    QVBoxLayout* m_column;
};

} // namespace tirkeu::workstation
