// One course, seen by three: a provider reports it, a professional reads what it counted for, the office decides.
// Uses the generated types for each call. What it needs to know comes in as JSON, what it found goes out as JSON.

import createClient, { type Client } from "openapi-fetch";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { components, paths } from "./schema.js";

type Json = "application/json" | "application/problem+json"; // of the forms that some answers have
type Api = Client<paths, Json>;
type Problem = components["schemas"]["Problem"];
type Cookies = { sessionid: string; csrftoken: string };

interface Known {
  url: string;
  clientId: string;
  clientSecret: string;
  professional: Cookies;
  office: Cookies;
  registration: string;
  number: string;
  edition: string;
  day: string;
}

/** What was asked for; a problem ends the journey in its own words. */
function given<T>(answer: { data?: T; error?: Problem }): T {
  if (answer.error) throw new Error(`${answer.error.status} ${answer.error.code}: ${answer.error.detail}`);
  if (answer.data === undefined) throw new Error("The answer is not in the description.");
  return answer.data;
}

/** By client credentials: a token for what this system may do. */
async function machine(known: Known): Promise<Api> {
  const answer = await fetch(`${known.url}/oauth/token`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa(`${known.clientId}:${known.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "attendance:write" }),
  });
  if (!answer.ok) throw new Error(`No token: ${answer.status}`);
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return createClient<paths, Json>({ baseUrl: `${known.url}/api/v1`, headers: { Authorization: `Bearer ${token}` } });
}

/** In the session of somebody who signed in by the page. A browser sends the cookies by itself. */
function person(known: Known, cookies: Cookies): Api {
  const headers = {
    Cookie: `sessionid=${cookies.sessionid}; csrftoken=${cookies.csrftoken}`,
    "X-CSRFToken": cookies.csrftoken,
  };
  return createClient<paths, Json>({ baseUrl: `${known.url}/api/v1`, headers });
}

/** Send the list, wait until it is booked, read what became of its row. */
async function report(api: Api, known: Known) {
  const row = { registrationNumber: known.number, edition: known.edition, attendedOn: known.day };
  let batch = given(await api.POST("/attendance-batches", { body: { rows: [row] } }));
  const params = { path: { uuid: batch.uuid } };
  const end = Date.now() + 60_000;
  while (batch.state !== "DONE") {
    if (Date.now() > end) throw new Error(`The list is still ${batch.state}.`);
    await pause(100);
    batch = given(await api.GET("/attendance-batches/{uuid}", { params }));
  }
  const [judged] = given(await api.GET("/attendance-batches/{uuid}/rows", { params })).results;
  return judged?.verdict;
}

/** What the course counted for, and how the requirement that it counted toward puts it. */
async function explanation(api: Api, uuid: string, edition: string) {
  const params = { path: { uuid } };
  const entries = given(await api.GET("/registrations/{uuid}/ledger-entries", { params })).results;
  const entry = entries.find((one) => one.edition === edition);
  const standing = given(await api.GET("/registrations/{uuid}/standing", { params }));
  const fact = standing.facts.find((one) => one.id === entry?.uuid);
  if (!fact) throw new Error("The course is not in the standing.");
  const toward = fact.toward.map((one) => one.requirement);
  const requirement = standing.requirements.find((one) => toward.includes(one.code));
  return { counted: fact.counted, explanation: requirement?.explanation.en, article: requirement?.article };
}

/** Ask to have three hours of one's own counted, on a form of the register. */
async function claim(api: Api, registration: string, day: string) {
  const body = {
    registration,
    category: "oda",
    title: "Peer review",
    performedOn: day,
    quantity: "3",
    unit: "hour",
    form: "other-development",
    answers: { about: "Pressure ulcers in the elderly" },
  } as const;
  return given(await api.POST("/claims", { body })).uuid;
}

const known = JSON.parse(readFileSync(0, "utf8")) as Known;
const verdict = await report(await machine(known), known);
const professional = person(known, known.professional);
const explained = await explanation(professional, known.registration, known.edition);
const claimed = await claim(professional, known.registration, known.day);
const params = { path: { uuid: claimed } };
const decision = await person(known, known.office).POST("/claims/{uuid}/decisions", { params, body: { granted: true } });
console.log(JSON.stringify({ verdict, ...explained, claim: claimed, state: given(decision).state }));
