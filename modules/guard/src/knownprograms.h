#pragma once

#include <array>
#include <string_view>

/// Programs by the name of their process. Facts of the trade, to be kept up like any list of its kind: what is not
/// here is found by its port, its session or the library it loads, or not at all.
namespace tirkeu::guard {

inline constexpr std::array<std::string_view, 35> kRemoteControl{"teamviewer", "teamviewerd", "TeamViewer_Desk",
    "anydesk", "rustdesk", "aeroadmin", "ammyy", "assistant", "assistantd", "rudesktop", "getscreen", "getscreen-agent",
    "ultravnc", "x11vnc", "x0vncserver", "x0tigervncserver", "Xvnc", "Xtigervnc", "vncserver-x11", "vncserver-x11-core",
    "winvnc", "tvnserver", "krfb", "vino-server", "wayvnc", "xrdp", "xrdp-sesman", "nxserver.bin", "nxnode.bin",
    "nxagent", "dwagent", "dwagsvc", "parsecd", "gnome-remote-desktop-daemon", "krdpserver"};
inline constexpr std::array<std::string_view, 8> kInputPlayers{
    "xdotool", "ydotool", "ydotoold", "sunshine", "input-leaps", "synergys", "synergyc", "barrierc"};

inline constexpr std::array<std::string_view, 21> kScreenCapture{"obs", "obs-studio", "simplescreenrecorder", "kazam",
    "peek", "recordmydesktop", "gtk-recordmydesktop", "vokoscreenNG", "vokoscreen", "wf-recorder", "wl-screenrec",
    "gpu-screen-recorder", "kooha", "blue-recorder", "green-recorder", "scrot", "flameshot", "ksnip", "spectacle",
    "shutter", "xwd"};
/// Programs that record only with one of these in their arguments.
inline constexpr std::array<std::string_view, 4> kMediaTools{"ffmpeg", "gst-launch-1.0", "vlc", "cvlc"};
inline constexpr std::array<std::string_view, 5> kScreenSources{
    "x11grab", "kmsgrab", "ximagesrc", "pipewiresrc", "screen://"};

/// Window managers and desktops: to look at others' windows and to give their pictures on is their work.
inline constexpr std::array<std::string_view, 24> kDesktops{"mutter", "mutter-x11-frames", "gnome-shell", "kwin_x11",
    "kwin_wayland", "plasmashell", "xfwm4", "picom", "compton", "compiz", "marco", "metacity", "muffin", "cinnamon",
    "budgie-wm", "gala", "deepin-kwin_x11", "xfdesktop", "Xwayland", "sway", "weston", "labwc", "wayfire",
    "enlightenment"};
/// What carries PipeWire's pictures without looking at them.
inline constexpr std::array<std::string_view, 8> kPictureCarriers{"pipewire", "pipewire-pulse", "wireplumber",
    "pipewire-media-session", "xdg-desktop-portal", "xdg-desktop-portal-gnome", "xdg-desktop-portal-kde",
    "xdg-desktop-portal-wlr"};

inline constexpr std::array<std::string_view, 25> kProtection{"kesl", "kesl-supervisor", "kesl-gui", "klnagent",
    "drweb-configd", "drweb-spider", "drweb-filecheck", "clamd", "clamonacc", "esets_daemon", "oaeventd", "wdavdaemon",
    "savd", "sophos_managemen", "sentineloned", "sentinelone-agent", "falcon-sensor", "bdsecd", "bdagentd", "cmdagent",
    "wazuh-syscheckd", "ossec-syscheckd", "samhain", "osqueryd", "imaevm-daemon"};

struct KnownPort
{
    int port;
    std::string_view name;
};
inline constexpr std::array kRemotePorts{KnownPort{3389, "rdp"}, KnownPort{3350, "xrdp-sesman"}, KnownPort{5900, "vnc"},
    KnownPort{5901, "vnc"}, KnownPort{5902, "vnc"}, KnownPort{5903, "vnc"}, KnownPort{5800, "vnc-http"},
    KnownPort{5938, "teamviewer"}, KnownPort{7070, "anydesk"}, KnownPort{21118, "rustdesk"}, KnownPort{4000, "nx"},
    KnownPort{4899, "radmin"}, KnownPort{5650, "rms"}, KnownPort{47984, "sunshine"}};

struct KnownText
{
    std::string_view text;
    std::string_view name;
};
inline constexpr std::array kHypervisors{KnownText{"KVMKVMKVM", "KVM"}, KnownText{"TCGTCGTCGTCG", "QEMU"},
    KnownText{"VMwareVMware", "VMware"}, KnownText{"VBoxVBoxVBox", "VirtualBox"}, KnownText{"Microsoft Hv", "Hyper-V"},
    KnownText{"XenVMMXenVMM", "Xen"}, KnownText{"bhyve bhyve ", "bhyve"}, KnownText{" lrpepyh  vr", "Parallels"},
    KnownText{"prl hyperv  ", "Parallels"}, KnownText{"ACRNACRNACRN", "ACRN"}};
inline constexpr std::array kVirtualBoards{KnownText{"QEMU", "QEMU"}, KnownText{"VMware", "VMware"},
    KnownText{"VirtualBox", "VirtualBox"}, KnownText{"innotek", "VirtualBox"}, KnownText{"Xen", "Xen"},
    KnownText{"Bochs", "Bochs"}, KnownText{"Parallels", "Parallels"}, KnownText{"Virtual Machine", "Hyper-V"},
    KnownText{"KVM", "KVM"}, KnownText{"OpenStack", "OpenStack"}, KnownText{"Amazon EC2", "Amazon"},
    KnownText{"Google Compute", "Google"}, KnownText{"BHYVE", "bhyve"}};
inline constexpr std::array kContainerPaths{KnownText{"/docker", "docker"}, KnownText{"/lxc", "lxc"},
    KnownText{"/kubepods", "kubernetes"}, KnownText{"libpod", "podman"}, KnownText{"containerd", "containerd"},
    KnownText{"/machine.slice/", "systemd-nspawn"}};

} // namespace tirkeu::guard
