// A real OpenID provider for tests: accounts and one client from the command line, everything in memory, gone with the
// process. Prints one line of JSON, {"issuer": "..."}, as soon as it answers.
//
//   node server.mjs --redirect-uri http://127.0.0.1:8080/callback [--redirect-uri ...] [--port 0]
//       [--client-id tickmark] [--client-secret ...] [--client-authentication client_secret_basic]
//       [--algorithm RS256] [--backchannel-logout-uri http://...] [--claims-in id-token|userinfo]
//       [--accounts '[{"sub":"ada","email":"ada@example.org","email_verified":true,"name":"Ada","groups":["a"]}]']
//
// The sign-in page asks for an account's sub alone; consent is given by itself. For a scripted test: POST `account=SUB`
// to the page's own address.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

import Provider from 'oidc-provider';

const KEYS = {
  RS256: ['rsa', { modulusLength: 2048 }],
  PS256: ['rsa', { modulusLength: 2048 }],
  ES256: ['ec', { namedCurve: 'P-256' }],
  EdDSA: ['ed25519', {}],
};

const text = (value) => ({ type: 'string', default: value });
const { values: settings } = parseArgs({
  options: {
    port: text('0'),
    'client-id': text('tickmark'),
    'client-secret': { type: 'string' },
    'client-authentication': text('client_secret_basic'),
    'redirect-uri': { type: 'string', multiple: true },
    'backchannel-logout-uri': { type: 'string' },
    algorithm: text('RS256'),
    'claims-in': text('id-token'),
    accounts: text('[{"sub":"ada","email":"ada@example.org","email_verified":true,"name":"Ada Lovelace"}]'),
  },
});

const accounts = new Map(JSON.parse(settings.accounts).map((account) => [account.sub, account]));
const server = createServer();
server.listen(Number(settings.port), '127.0.0.1', () => {
  // The issuer names the port, and the port is known only now.
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  provider.use(signInPage(provider));
  provider.on('server_error', (_, problem) => console.error(problem));
  provider.on('backchannel.error', (_, problem) => console.error(problem));
  server.on('request', provider.callback());
  console.log(JSON.stringify({ issuer }));
});

function configuration() {
  return {
    clients: [client()],
    jwks: { keys: [key(settings.algorithm)] },
    enabledJWA: { idTokenSigningAlgValues: Object.keys(KEYS) },
    claims: {
      openid: ['sub', 'acr', 'amr'],
      email: ['email', 'email_verified'],
      profile: ['name'],
      groups: ['groups'],
    },
    acrValues: ['urn:tickmark:test:two-factors'],
    scopes: ['openid', 'email', 'profile', 'groups'],
    // Off is the way of many providers in the field: all claims of the scopes stand in the ID token.
    conformIdTokenClaims: settings['claims-in'] === 'userinfo',
    findAccount: (_, sub) => {
      const account = accounts.get(sub);
      return account && { accountId: sub, claims: () => account };
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      userinfo: { enabled: true },
    },
    pkce: { required: () => true },
    // The library refuses to post to loopback, where a stranger's client might point it. Ours lives there, and it is
    // the only one.
    fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
    interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
    loadExistingGrant: consentGivenByItself,
    cookies: { keys: [randomBytes(32).toString('hex')] },
    ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 3600, IdToken: 300, Interaction: 600, Session: 3600 },
  };
}

function client() {
  const secret = settings['client-secret'];
  const logout = settings['backchannel-logout-uri'];
  return {
    client_id: settings['client-id'],
    ...(secret && { client_secret: secret }),
    token_endpoint_auth_method: secret ? settings['client-authentication'] : 'none',
    id_token_signed_response_alg: settings.algorithm,
    redirect_uris: settings['redirect-uri'],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    ...(logout && { backchannel_logout_uri: logout, backchannel_logout_session_required: true }),
  };
}

function key(algorithm) {
  const [kind, options] = KEYS[algorithm];
  const { privateKey } = generateKeyPairSync(kind, options);
  return { ...privateKey.export({ format: 'jwk' }), kid: `test-${algorithm}`, alg: algorithm, use: 'sig' };
}

async function consentGivenByItself(ctx) {
  const { client, session, provider, params } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(params.scope);
  await grant.save();
  return grant;
}

// GET shows the form, POST signs the account in and goes on with the flow.
function signInPage(provider) {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/sign-in/')) return next();
    if (ctx.method === 'GET') {
      ctx.type = 'html';
      ctx.body = `<!doctype html><html lang="en"><title>Sign in</title>
<form method="post" action="${ctx.path}"><label>Account <input name="account" autofocus></label>
<button>Sign in</button></form></html>`;
      return undefined;
    }
    const chunks = [];
    for await (const chunk of ctx.req) chunks.push(chunk);
    const accountId = new URLSearchParams(Buffer.concat(chunks).toString()).get('account');
    const result = accounts.has(accountId)
      ? { login: { accountId, amr: ['pwd', 'otp', 'mfa'], acr: 'urn:tickmark:test:two-factors' } }
      : { error: 'access_denied', error_description: 'no such account' };
    await provider.interactionFinished(ctx.req, ctx.res, result);
    ctx.respond = false;
    return undefined;
  };
}
