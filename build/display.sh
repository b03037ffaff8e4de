#!/bin/sh
# Exits with 0 when a window can be opened here: a screen is named, and Qt can reach it.
case $(uname -s) in
Darwin | MINGW* | MSYS* | CYGWIN*) exit 0 ;;
esac
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || exit 1
case ${QT_QPA_PLATFORM:-} in
offscreen* | minimal* | vnc*) exit 1 ;;
esac
ulimit -c 0 # a screen that is named but gone makes Qt abort
{
    .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' || exit 1
} >/dev/null 2>&1
