/** Names of members that identify what they belong to. */
const IDENTIFIES =
  /(?:^|[^A-Za-z])(?:id|uid|key|name|login|arn|sha|slug|code|ref|email)$|[a-z](?:Id|ID|Uid|Key|Name|Arn|Code)$/;

/** Whether a member of this key identifies what it belongs to. */
export function identifies(key: string): boolean {
  return IDENTIFIES.test(key);
}
