#!/bin/sh
# Makes .venv and sees to the system libraries that Qt needs. `make` calls it when it is wanted:
#   build/setup.sh program   the environment of the program, its tests and its linters
#   build/setup.sh compile   the program's bytecode alone, which `program` makes as well
#   build/setup.sh package   what builds the bundle, added to it
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }
stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

debian() { command -v apt-get >/dev/null 2>&1; }

# Installs Debian packages as root; otherwise says which line installs them, and stops.
# $1: why they are wanted; the rest: the packages.
install() {
    why=$1
    shift
    if ! debian; then
        stop "$why. Install what corresponds to these Debian packages, then run make again: $*"
    fi
    if [ "$(id -u)" != 0 ]; then
        stop "$why. Run this line, then make again:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    fi
    say "$why: installing $*"
    log=$(mktemp)
    if ! {
        apt-get -qq -o DPkg::Lock::Timeout=300 update &&
            DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
                install --no-install-recommends "$@"
    } >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        stop "The packages could not be installed; the lines above say why."
    fi
    rm -f "$log"
}

# The first Python that is new enough. A name on the PATH may be a shim that does not run: try it.
find_python() {
    for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3.14 python3 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
}

make_venv() {
    python=$(find_python)
    if [ -z "$python" ] && debian; then
        install "Chairside needs Python 3.11 or newer, and there is none here" python3 python3-venv
        python=$(find_python)
    fi
    [ -n "$python" ] || stop "Chairside needs Python 3.11 or newer, and there is none here. \
Install one, or name it: make PYTHON=/path/to/python3"

    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install "$python cannot make a virtual environment yet" "python$version-venv"
    fi
    say "Setting up .venv with $("$python" --version), once; this takes a minute or two."
    "$python" -m venv --clear .venv
}

# $@: requirement files
pip_install() {
    set -- $(printf ' -r requirements/%s.txt' "$@")
    .venv/bin/python -m pip -qq --disable-pip-version-check --no-input \
        install --require-hashes "$@" ||
        stop "The Python packages could not be installed; the lines above say why."
}

# The program starts from bytecode where it may not write any: in a folder that is read only, or where
# PYTHONDONTWRITEBYTECODE is set. Bytecode older than its source is not used, so edits need nothing.
compile_program() {
    env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m compileall -q app main.py ||
        stop "The program could not be compiled; the lines above say why."
}

# Which Debian package holds a shared library that Qt asks for.
package_of() {
    case $1 in
    libbrotli*.so.1) echo libbrotli1 ;;
    libEGL.so.1) echo libegl1 ;;
    libGL.so.1) echo libgl1 ;;
    libGLX.so.0) echo libglx0 ;;
    libOpenGL.so.0) echo libopengl0 ;;
    libX11.so.6) echo libx11-6 ;;
    libX11-xcb.so.1) echo libx11-xcb1 ;;
    libSM.so.6) echo libsm6 ;;
    libICE.so.6) echo libice6 ;;
    libcups.so.2) echo libcups2 ;;
    libdbus-1.so.3) echo libdbus-1-3 ;;
    libdrm.so.2) echo libdrm2 ;;
    libfontconfig.so.1) echo libfontconfig1 ;;
    libfreetype.so.6) echo libfreetype6 ;;
    libglib-2.0.so.0 | libgthread-2.0.so.0 | libgio-2.0.so.0 | libgobject-2.0.so.0)
        echo libglib2.0-0 ;;
    libgssapi_krb5.so.2) echo libgssapi-krb5-2 ;;
    libxkbcommon.so.0) echo libxkbcommon0 ;;
    libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
    libwayland-client.so.0) echo libwayland-client0 ;;
    libwayland-cursor.so.0) echo libwayland-cursor0 ;;
    libwayland-egl.so.1) echo libwayland-egl1 ;;
    libxcb.so.1) echo libxcb1 ;;
    libxcb-*.so.*)
        stem=${1%%.so.*}
        number=${1##*.so.}
        # libxcb-icccm.so.4 is in libxcb-icccm4, as for all its family but these:
        case $stem in
        libxcb-util) echo libxcb-util1 ;;
        *) echo "$stem$number" ;;
        esac ;;
    libz.so.1) echo zlib1g ;;
    *) ;; # it may come along with another; if not, it is named in the end
    esac
}

# What of Qt the program loads: the libraries, and the plugins for a window, for printing, and for
# no screen at all. The linker itself is asked what it misses, so that no list can be out of date.
missing_libraries() {
    qt=$(echo .venv/lib/python3*/site-packages/PySide6)
    for file in "$qt"/Qt/lib/libQt6Core.so.6 "$qt"/Qt/lib/libQt6Gui.so.6 \
        "$qt"/Qt/lib/libQt6Widgets.so.6 "$qt"/Qt/lib/libQt6PrintSupport.so.6 \
        "$qt"/Qt/lib/libQt6Svg.so.6 "$qt"/Qt/lib/libQt6Network.so.6 \
        "$qt"/Qt/plugins/platforms/libqoffscreen.so \
        "$qt"/Qt/plugins/platforms/libqxcb.so "$qt"/Qt/plugins/printsupport/*.so \
        "$qt"/Qt/plugins/xcbglintegrations/*.so; do
        [ ! -e "$file" ] || ldd "$file" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p'
    done | sort -u
}

see_to_libraries() {
    [ "$(uname -s)" = Linux ] && command -v ldd >/dev/null 2>&1 || return 0
    # A library that arrives may ask for another: look again, a few times at most.
    for _ in 1 2 3; do
        missing=$(missing_libraries)
        [ -n "$missing" ] || return 0
        packages=$(for library in $missing; do package_of "$library"; done | sort -u)
        [ -n "$packages" ] || break
        # shellcheck disable=SC2086
        install "Qt needs system libraries that are not here" $packages
    done
    missing=$(missing_libraries)
    [ -z "$missing" ] || stop "Qt still misses these system libraries: $missing"
}

# PyInstaller takes Python's own shared library along, and writes into the program with objcopy.
see_to_packaging() {
    [ "$(uname -s)" = Linux ] || return 0
    wanted=""
    command -v objcopy >/dev/null 2>&1 || wanted="binutils"
    .venv/bin/python -c \
        'from PyInstaller.depend.bindepend import get_python_library_path as path; assert path()' \
        >/dev/null 2>&1 ||
        wanted="$wanted libpython$(.venv/bin/python -c \
            'import sys; print("%d.%d" % sys.version_info[:2])')"
    # shellcheck disable=SC2086
    [ -z "$wanted" ] || install "Building the bundle needs a little more" $wanted
}

case ${1:-} in
program)
    make_venv
    pip_install runtime dev
    see_to_libraries
    compile_program
    ;;
compile)
    compile_program
    ;;
package)
    pip_install package
    see_to_packaging
    ;;
*)
    stop "Say build/setup.sh program, build/setup.sh compile, or build/setup.sh package."
    ;;
esac
