"""Two ClickHouse servers on this machine, which know each other as the cluster `all`."""

import shutil
import signal
import subprocess
import time
import urllib.request

PORTS = [(18723, 19700, 19709), (18724, 19701, 19710)]

SERVER = """<yandex>
<logger><level>error</level><log>{folder}/log</log><errorlog>{folder}/errors</errorlog></logger>
<listen_host>127.0.0.1</listen_host>
<http_port>{http}</http_port><tcp_port>{tcp}</tcp_port><interserver_http_port>{replicas}</interserver_http_port>
<path>{folder}/data/</path><tmp_path>{folder}/tmp/</tmp_path><users_config>{folder}/users.xml</users_config>
<default_profile>default</default_profile><default_database>default</default_database>
<mark_cache_size>500000000</mark_cache_size>
<remote_servers><all>{shards}</all></remote_servers>
</yandex>"""

USERS = """<yandex>
<profiles><default><max_memory_usage>4000000000</max_memory_usage></default></profiles>
<users><default><password></password><networks><ip>127.0.0.1</ip></networks>
<profile>default</profile><quota>default</quota></default></users>
<quotas><default></default></quotas>
</yandex>"""

SHARD = "<shard><replica><host>127.0.0.1</host><port>{}</port></replica></shard>"


class Servers:
    """The servers, whose data stays in a folder."""

    def __init__(self, folder):
        program = shutil.which("clickhouse-server") or "/usr/sbin/clickhouse-server"
        shards = "".join(SHARD.format(tcp) for _, tcp, _ in PORTS)
        self.processes = []
        for number, (http, tcp, replicas) in enumerate(PORTS):
            own = folder / str(number)
            for name in ["data", "tmp"]:
                (own / name).mkdir(parents=True, exist_ok=True)
            text = SERVER.format(folder=own, http=http, tcp=tcp, replicas=replicas, shards=shards)
            (own / "config.xml").write_text(text)
            (own / "users.xml").write_text(USERS)
            with open(own / "out", "w") as out:
                command = [program, f"--config-file={own / 'config.xml'}"]
                self.processes.append(subprocess.Popen(command, cwd=own, stdout=out, stderr=out))
        for http, _, _ in PORTS:
            self.wait(http)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            process.wait(60)

    @staticmethod
    def wait(port):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/ping") as answer:
                    if answer.read() == b"Ok.\n":
                        return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("a server does not answer")

    @staticmethod
    def ask(sql):
        """Returns what the first server answers."""
        url = f"http://127.0.0.1:{PORTS[0][0]}/"
        with urllib.request.urlopen(url, sql.encode()) as answer:
            return answer.read().decode().strip()

    @staticmethod
    def address(database):
        """Returns the address of a database on both servers, and that of the first."""
        hosts = ",".join(f"127.0.0.1:{http}" for http, _, _ in PORTS)
        return f"clickhouse://{hosts}/{database}?cluster=all", f"clickhouse://127.0.0.1:{PORTS[0][0]}/{database}"
