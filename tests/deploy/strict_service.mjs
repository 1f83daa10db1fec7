// A sign-in service that keeps strictly to OpenID Connect: PKCE required, addresses compared letter
// by letter, and no claim in the ID token that belongs in UserInfo. Its own pages ask for a name.
// node strict_service.mjs PORT HOME
import Provider from "oidc-provider";

const [port, home] = process.argv.slice(2);
const roles = { approver: ["Insight.Approver"], reader: ["Insight.Reader"], nobody: [] };
const back = [`${home}/oauth2callback`];
const service = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "dashboard",
      client_secret: "a-secret-of-this-test-alone",
      redirect_uris: back,
      post_logout_redirect_uris: back,
    },
  ],
  claims: { openid: ["sub"], profile: ["name", "roles"] },
  pkce: { required: () => true },
  cookies: { keys: ["for this test alone"] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, name: `Person ${id}`, roles: roles[id] ?? [] }),
  }),
});
service.listen(Number(port), "127.0.0.1");
