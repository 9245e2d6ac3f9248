# The `headroom` command. Its default command serves the proxy on port 8787; whoever reaches it needs the key in HEADROOM_KEY.
#
#   docker build -t headroom . && docker run -p 127.0.0.1:8787:8787 -e HEADROOM_KEY=... -v headroom:/data headroom
FROM node:22-bookworm-slim AS build
WORKDIR /headroom
COPY . .
RUN npx -y pnpm@12 install --frozen-lockfile \
  && npx -y pnpm@12 --filter @headroom/cli... build \
  && npx -y pnpm@12 --filter @headroom/cli deploy --prod /out

FROM node:22-bookworm-slim
COPY --from=build /out /headroom
RUN ln -s /headroom/dist/main.js /usr/local/bin/headroom && mkdir /data && chown node:node /data
USER node
ENV HEADROOM_HOST=0.0.0.0 HEADROOM_STORE=/data/headroom.db
VOLUME /data
EXPOSE 8787
ENTRYPOINT ["headroom"]
CMD ["proxy"]
