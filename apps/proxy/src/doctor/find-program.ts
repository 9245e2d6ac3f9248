import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { World } from "../commands/command.js";

/** Where the search path has a program, by the name that is typed; `undefined` where it has none. */
export async function findProgram(
  name: string,
  { env }: Pick<World, "env">,
  platform: string = process.platform,
): Promise<string | undefined> {
  const isWindows = platform === "win32";
  const endings = isWindows ? ["", ...(env.PATHEXT ?? ".EXE;.CMD;.BAT").split(";")] : [""];
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const folder of folders) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      if (await canRun(file, isWindows)) return file;
    }
  }
  return undefined;
}

/** Windows tells programs by the endings of their names. */
async function canRun(file: string, isWindows: boolean): Promise<boolean> {
  return access(file, isWindows ? constants.F_OK : constants.X_OK).then(
    () => true,
    () => false,
  );
}
