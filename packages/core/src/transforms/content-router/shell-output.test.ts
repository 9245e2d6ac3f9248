import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readShell } from "./shell-line.js";
import { shellOutput } from "./shell-output.js";

describe("shellOutput", () => {
  it.each([
    "cat src/a.ts",
    "cd /repo && cat package.json",
    "cat a.ts && npm test",
    "npm test; cat a.ts",
    "cat a.ts | head -50",
    "sed -n '1,80p' src/a.ts",
    "sed -n '1,200p' src/a.ts | nl",
    "head -50 config.json | tail -20",
    "nl -ba src/a.ts | sed -n 1,40p",
    "/bin/cat a.json",
    "CAT a.json",
    "Get-Content a.ps1",
    'type "C:\\work\\a.cs"',
    "awk 'NR>=10 && NR<=20' src/a.ts",
    "awk 'NR>=10 {print}' src/a.ts",
    "git show HEAD~1:src/a.ts",
    "git -C /repo --no-pager show main:a.ts | head",
    "git cat-file -p HEAD:a.ts",
    "for f in a.ts b.ts; do echo $f; cat $f; done",
    "find src -name '*.ts' -exec cat {} \\;",
    "find src -name '*.ts' | xargs cat",
    "ls | xargs -I{} sed -n 1,5p {}",
    "sudo cat /etc/hosts",
    "LC_ALL=C cat a.ts 2>/dev/null",
    "timeout 5 cat a.ts",
    "cat a.ts 2>&1",
    "cat -- 'a b.ts'",
    "if [ -f a.ts ]; then cat a.ts; fi",
    "cat a.log b.ts",
    "python - <<'EOF'\nprint(1)\nEOF\ncat a.ts",
  ])("is the contents of files: %s", (script) => {
    expect(shellOutput(script)).toBe("contents");
  });

  it.each([
    "git diff",
    "git diff HEAD~1 -- src/a.ts",
    "git stash show -p",
    "git diff --stat -p",
    "git format-patch --stdout HEAD~2",
    "diff -u a.ts b.ts",
    "hg diff",
    "git log -p -1 && git diff",
  ])("is patches that may be applied: %s", (script) => {
    expect(shellOutput(script)).toBe("patches");
  });

  it.each([
    "git show",
    "git show abc1234",
    "git log -p -3",
    "git log -L10,20:a.ts",
    "git blame a.ts",
    "git grep -n needle",
    "grep -n needle src/a.ts",
    "grep -rn needle src",
    "rg -A5 needle",
    "cat a.ts | grep needle",
    "cat a.ts | rg -n needle | head",
    "find . -name '*.ts' | xargs grep -n needle",
    "grep needle app.log a.ts",
    "python -c \"print(open('a.py').read())\"",
    "python3 - <<'PY'\nfrom pathlib import Path\nprint(Path('src/a.ts').read_text()[:2000])\nPY",
    "node -e \"console.log(require('fs').readFileSync('a.ts', 'utf8'))\"",
  ])("quotes lines of files: %s", (script) => {
    expect(shellOutput(script)).toBe("quotes");
  });

  it.each([
    "",
    "ls -la",
    "npm test",
    "cat /var/log/syslog",
    "tail -100 app.log",
    "tail -f -n 20 ./logs/app.log.1",
    "head -5 data.csv",
    "cat events.jsonl",
    'tail -n 20 "server.log.1"',
    "cat /proc/meminfo",
    "cat /tmp/output.txt",
    "cat a.json | jq .items",
    "cat a.ts | wc -l",
    "cat a.ts > b.ts",
    "cat > a.ts <<'EOF'\nconst a = 1;\ncat b.ts\nEOF",
    "cat <<'EOF' | tee a.ts\nconst a = 1;\nEOF",
    "sed -i 's/a/b/' a.ts",
    "kubectl get pods -o json",
    "kubectl logs pod | tail -100",
    "npm test 2>&1 | head -100",
    "npm test | grep -v skipped",
    "grep ERROR app.log",
    "tail -1000 app.log | grep ERROR",
    "grep -rl needle src",
    "rg --files",
    "rg -c needle",
    "git status",
    "git log --oneline -20",
    "git diff --stat",
    "git diff --name-only HEAD~1",
    "git show --stat HEAD",
    "git log --format='%h: %s'",
    "awk '{print $2}' a.txt",
    "ps aux | awk '{print $2, $11}'",
    "echo 'cat a.ts'",
    "echo cat a.ts # cat b.ts",
    "python script.py",
    "python -c \"import json; print(json.load(open('a.json'))['b'])\"",
    "find . -name '*.ts' | head",
  ])("is neither: %s", (script) => {
    expect(shellOutput(script)).toBeUndefined();
  });

  it("reads anything", () => {
    const piece = fc.constantFrom(
      ..."'\"\\|&;<>()$#\n \t{}!`-2",
      "cat",
      "a.ts",
      "<<EOF",
      "EOF",
      "git show",
      ">>",
      "2>&1",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect([undefined, "contents", "patches", "quotes"]).toContain(shellOutput(pieces.join("")));
      }),
    );
  });
});

describe("readShell", () => {
  const words = (script: string) => readShell(script).map((stages) => stages.map((stage) => stage.words));

  it("takes scripts apart", () => {
    expect(words("cd src && cat a.ts | head -20")).toEqual([
      [["cd", "src"]],
      [[]],
      [
        ["cat", "a.ts"],
        ["head", "-20"],
      ],
    ]);
    expect(words("a 'b c' \"d \\\" e\" f\\ g h''i")).toEqual([[["a", "b c", 'd " e', "f g", "hi"]]]);
    expect(words("a 2>/dev/null 1>&2 <in b")).toEqual([[["a", "b"]]]);
    expect(readShell("a >out")[0]?.[0]?.redirected).toBe(true);
    expect(readShell("a 2>out")[0]?.[0]?.redirected).toBe(false);
    expect(readShell("a <<-X b\n1\n\tX\nc")).toMatchObject([
      [{ words: ["a", "b"], heredoc: "1\n" }],
      [{ words: ["c"] }],
    ]);
  });

  it("stops reading somewhere", () => {
    expect(words(`a ${"x".repeat(100_000)}`)[0]?.[0]?.[1]?.length).toBeLessThan(30_000);
  });
});
