#!/bin/sh
# Stands for the process that reads an original, and ends as `--record` says.
for argument; do
    case $argument in
        --record=*) end=${argument#--record=} ;;
    esac
done
cat >/dev/null
# The date of a page of an archive says nothing.
case ${end%% *} in
    fails) exit 101 ;;
    lies) echo '{"Ok":' ;;
    shouts) head -c 70000000 /dev/zero ;;
    starves) echo 'memory allocation of 4096 bytes failed' >&2; kill -ABRT $$ ;;
    aborts) kill -ABRT $$ ;;
    works) kill -XCPU $$ ;;
    dies) kill -KILL $$ ;;
    stops) kill -TERM $$ ;;
    reads) echo '{"Ok":{"body":"The bridge.","facts":{},"notes":[]}}' ;;
    tells) echo '3 400' >&2; echo 'page 4' >&2; echo '{"Err":{"Unreadable":"no page has \u001b[31mtext"}}' ;;
esac
