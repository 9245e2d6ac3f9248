const RULE = /^[ \t]*[-=+|:_~─━═┌┬┐├┼┤└┴┘╭╮╰╯╞╪╡╒╤╕╘╧╛┏┳┓┡╇┩┗┻┛╔╦╗╠╬╣╚╩╝┠╂┨│┃║*]+(?:[ \t]+[-=+|:_~─━═┼╪╇│┃*]+)*[ \t]*$/;

/** Whether a line is only drawn, such as `----+----` or `| --- | --- |`. */
export function isRuler(line: string): boolean {
  return line.length > 2 && line.length <= 1000 && RULE.test(line);
}
