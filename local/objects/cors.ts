/** One rule of a bucket's CorsConfiguration, with the names of the template. */
export interface CorsRule {
  readonly AllowedMethods: readonly string[];
  readonly AllowedOrigins: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number;
}

function matches(pattern: string, text: string): boolean {
  const [before, after] = pattern.split('*');
  if (after === undefined) return pattern === text;
  return text.length >= pattern.length - 1 && text.startsWith(before!) && text.endsWith(after);
}

const allows = (patterns: readonly string[], text: string) => patterns.some((pattern) => matches(pattern, text));

const listed = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');

/**
 * Response headers for a browser's request, simple or preflight; undefined when no rule allows it.
 * `headers` have lower-case names and contain `origin`.
 */
export function corsHeaders(
  rules: readonly CorsRule[],
  method: string,
  headers: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  const origin = headers['origin'] ?? '';
  const asked = listed(headers['access-control-request-headers']);
  const rule = rules.find(
    (one) =>
      one.AllowedMethods.includes(method) &&
      allows(one.AllowedOrigins, origin) &&
      asked.every((name) =>
        allows(
          (one.AllowedHeaders ?? []).map((header) => header.toLowerCase()),
          name,
        ),
      ),
  );
  if (!rule) return undefined;
  const open = rule.AllowedOrigins.includes('*');
  return {
    'access-control-allow-origin': open ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(open ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(', ') } : {}),
    ...(rule.ExposedHeaders?.length ? { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') } : {}),
    ...(rule.MaxAge === undefined ? {} : { 'access-control-max-age': String(rule.MaxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}
